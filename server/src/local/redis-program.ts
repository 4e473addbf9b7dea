import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { cacheDir } from "./places.ts";
import { Problem } from "./problem.ts";
import { alone } from "./sharing.ts";

const run = promisify(execFile);

export interface RedisProgram {
  file: string;
  env: Record<string, string>;
}

/** Redis or its twin Valkey from PATH; else, on Debian and Ubuntu, the distribution's package, unpacked but not installed. */
export async function redisProgram(say: (line: string) => void = console.log): Promise<RedisProgram> {
  for (const name of ["redis-server", "valkey-server"]) {
    const file = onPath(name);
    if (file) return { file, env: {} };
  }
  if (process.platform !== "linux" || !onPath("apt-get") || !onPath("dpkg"))
    throw missing("and this system has no apt-get to fetch it with");
  const home = join(cacheDir(), `redis-${systemName()}-${process.arch}`);
  await alone(home, async () => {
    if (existsSync(home)) return;
    say("Fetching Redis (once; it is unpacked to a cache folder, not installed) …");
    await fetchPackages(home);
  });
  return { file: join(home, "usr/bin/redis-server"), env: { LD_LIBRARY_PATH: libraryDirs(home) } };
}

export function missing(why: string): Problem {
  return new Problem(
    `Redis is needed and not on this machine, ${why}.`,
    "Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), or",
    "set REDIS_URL to an existing one, e.g. REDIS_URL=redis://localhost:6379",
  );
}

async function fetchPackages(home: string): Promise<void> {
  const work = `${home}.unfinished`;
  const root = join(work, "root");
  rmSync(work, { recursive: true, force: true });
  for (const dir of ["lists/partial", "cache/archives/partial", "root"]) {
    mkdirSync(join(work, dir), { recursive: true });
  }
  try {
    const { stderr: complaints } = await apt(work, "update");
    try {
      // Asking apt what it would install names the libraries this very system lacks, whatever the release calls them.
      const plan = await apt(work, "--simulate", "--no-install-recommends", "install", "redis-server");
      const packages = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map(([, name = ""]) => name);
      await apt(work, "download", ...packages);
    } catch (error) {
      // Without a network `update` only warns, and then the package is unknown: the warning is the reason.
      throw complaints ? new Error(reason(complaints)) : error;
    }
    for (const file of readdirSync(work).filter((name) => name.endsWith(".deb"))) {
      await run("dpkg", ["-x", join(work, file), root]);
    }
    await run(join(root, "usr/bin/redis-server"), ["--version"], { env: { LD_LIBRARY_PATH: libraryDirs(root) } });
    renameSync(root, home);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw missing(`and fetching it failed: ${reason(stderr ?? "") || message}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** With lists and cache of its own apt-get needs no root and leaves the system's alone; it still checks the signatures. */
function apt(work: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const settings = {
    "Dir::State::lists": join(work, "lists"),
    "Dir::Cache": join(work, "cache"),
    "Debug::NoLocking": "1",
    "APT::Sandbox::User": "root",
  };
  return run(
    "apt-get",
    ["-q", ...Object.entries(settings).map(([name, value]) => `--option=${name}=${value}`), ...args],
    {
      cwd: work,
      maxBuffer: 64 << 20,
      timeout: 600_000,
      env: { ...process.env, LC_ALL: "C" },
    },
  );
}

function reason(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => line.includes("Failed to fetch")) ?? lines.at(-1) ?? "";
}

function libraryDirs(home: string): string {
  const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  return [join(home, "usr/lib", triplet), join(home, "lib", triplet)].join(delimiter);
}

/** A cache made on one release does not fit the next one's C library. */
function systemName(): string {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1] ?? "unknown";
}

function onPath(name: string): string | null {
  for (const dir of (process.env["PATH"] ?? "").split(delimiter)) {
    const file = join(dir, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this one
    }
  }
  return null;
}
