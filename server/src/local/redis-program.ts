import { execFile, execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { cacheDir } from "./places.ts";
import { Problem } from "./problem.ts";

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
  if (!existsSync(home)) {
    say("Fetching Redis (once; it is unpacked to a cache folder, not installed) …");
    await fetchPackages(home);
  }
  return { file: join(home, "usr/bin/redis-server"), env: { LD_LIBRARY_PATH: libraryDirs(home) } };
}

export function missing(why: string): Problem {
  return new Problem(
    `Redis is needed and not on this machine, ${why}.`,
    "Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), or",
    "set REDIS_URL to an existing one, e.g. REDIS_URL=redis://localhost:6379",
  );
}

/** With lists and cache of its own apt-get needs no root and leaves the system's alone; it still checks Debian's signatures. */
async function fetchPackages(home: string): Promise<void> {
  const work = `${home}.${process.pid}`;
  for (const dir of ["lists/partial", "cache/archives/partial", "root"])
    mkdirSync(join(work, dir), { recursive: true });
  const apt = (...args: string[]): Promise<{ stdout: string }> =>
    run(
      "apt-get",
      [
        "-q",
        "-o",
        `Dir::State::lists=${work}/lists`,
        "-o",
        `Dir::Cache=${work}/cache`,
        "-o",
        "Debug::NoLocking=1",
        "-o",
        "APT::Sandbox::User=root",
        ...args,
      ],
      { cwd: work, maxBuffer: 64 << 20, timeout: 600_000, env: { ...process.env, LC_ALL: "C" } },
    );
  try {
    await apt("update");
    // Asking apt what it would install names the libraries this very system lacks, whatever the release calls them.
    const plan = await apt("--simulate", "--no-install-recommends", "install", "redis-server");
    const packages = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]!);
    await apt("download", ...packages);
    for (const file of (await run("find", [work, "-maxdepth", "1", "-name", "*.deb"])).stdout.trim().split("\n")) {
      await run("dpkg", ["-x", file, join(work, "root")]);
    }
    execFileSync(join(work, "root/usr/bin/redis-server"), ["--version"], {
      env: { LD_LIBRARY_PATH: libraryDirs(join(work, "root")) },
      stdio: "pipe",
    });
    renameSync(join(work, "root"), home);
  } catch (error) {
    if (existsSync(home)) return; // another command was quicker
    const output = (error as { stderr?: string | Buffer }).stderr?.toString().trim().split("\n").at(-1);
    throw missing(`and fetching it failed: ${output || (error as Error).message}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
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
