import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { servant } from "./places.ts";
import { anyFreePort, freePortFrom, LOOPBACK } from "./ports.ts";
import { cannotRun, createCluster, postgresProgram } from "./postgres-program.ts";
import { Problem } from "./problem.ts";
import { argumentsOf, end, markOf } from "./processes.ts";
import { alone, enter, leave } from "./sharing.ts";

const NOTE = "connection.json";

export interface LocalServer {
  url: string;
  pid: number;
  /** Ends the server unless another command of this clone uses it. */
  stop(): Promise<void>;
}

interface Connection {
  password: string;
  port: number;
}

interface PostgresOptions {
  /** From `serverDir()`: the servant must be able to enter it. */
  dir: string;
  database?: string;
  port?: number;
  /** Off only where losing the data is fine: tests. */
  fsync?: boolean;
  /** Begin with an empty cluster, unless another command is using this one. */
  fresh?: boolean;
}

/** Starts the embedded PostgreSQL on `dir`, or joins the one that runs there already. */
export async function startPostgres({
  dir,
  database = "px360",
  fsync = true,
  fresh,
  port,
}: PostgresOptions): Promise<LocalServer> {
  const dataDir = join(dir, "data");
  const program = postgresProgram();
  const { url, pid, seat } = await alone(dir, async () => {
    let pid = runningPostmaster(dataDir);
    if (pid === null && fresh) rmSync(dataDir, { recursive: true, force: true });
    if (!existsSync(dataDir)) {
      const password = randomBytes(18).toString("base64url");
      createCluster(program, dataDir, password);
      note(dir, { password, port: port ?? (await anyFreePort()) });
    }
    const connection = readNote(dir);
    if (pid !== null) await answers(connection, pid, dir);
    else pid = await launch(program.postgres, dir, connection, fsync, port);
    await createDatabase(connection, database);
    return { url: urlOf(connection, database), pid, seat: enter(dir) };
  });
  return {
    url,
    pid,
    stop: () =>
      alone(dir, async () => {
        const mark = leave(seat) && markOf(pid);
        // SIGINT is PostgreSQL's fast shutdown: running transactions are rolled back, what was committed is on disk.
        if (mark)
          await end(
            mark,
            { signal: "SIGINT", ms: 10_000 },
            { signal: "SIGQUIT", ms: 5_000 },
            { signal: "SIGKILL", ms: 1_000 },
          );
      }),
  };
}

/**
 * The postmaster of `dataDir`, or null. PostgreSQL clears a pid file left by a crash itself, unless that number belongs to
 * another program by now (likely after the machine restarted): then it would refuse to start, so the file goes here.
 */
export function runningPostmaster(dataDir: string): number | null {
  const pidFile = join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return null;
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  if (!markOf(pid)) return null;
  if (argumentsOf(pid).includes(dataDir)) return pid;
  rmSync(pidFile, { force: true });
  return null;
}

async function launch(
  file: string,
  dir: string,
  connection: Connection,
  fsync: boolean,
  wanted?: number,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    // The same port as last time where possible, so that an editor's connection to the database keeps working.
    connection.port = wanted ?? (await freePortFrom(connection.port, 1)) ?? (await anyFreePort());
    note(dir, connection);
    const pid = await spawnPostmaster(file, dir, connection.port, fsync);
    try {
      await answers(connection, pid, dir);
      return pid;
    } catch (error) {
      // Ended at once: another program took the port meanwhile, or children of a killed postmaster are still leaving.
      if (markOf(pid) || attempt === 4) throw error;
      await sleep(1_000);
    }
  }
}

async function spawnPostmaster(file: string, dir: string, port: number, fsync: boolean): Promise<number> {
  const logFile = join(dir, "server.log");
  const log = openSync(logFile, existsSync(logFile) && statSync(logFile).size > 10_000_000 ? "w" : "a", 0o600);
  const settings = {
    port,
    listen_addresses: LOOPBACK,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(fsync
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_level: "minimal", max_wal_senders: 0 }),
  };
  // Root starts it as whoever owns the data: the servant, or the user who made this clone's data before.
  const owner = servant && statSync(join(dir, "data"));
  // A session of its own: Ctrl-C reaches only the launcher, which ends the database last.
  const child = spawn(
    file,
    ["-D", join(dir, "data"), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      ...(owner && { uid: owner.uid, gid: owner.gid }),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" },
    },
  );
  closeSync(log);
  const pid = await spawned(child, file);
  child.unref();
  return pid;
}

function spawned(child: ChildProcess, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0)); // spawned, so it has one
    child.once("error", (error) => reject(cannotRun(file, error, "")));
  });
}

async function answers(connection: Connection, pid: number, dir: string): Promise<void> {
  const mark = markOf(pid);
  // Recovery after a hard stop replays the log first: minutes at worst, and PostgreSQL says "starting up" meanwhile.
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(30)) {
    if (!mark || markOf(pid)?.started !== mark.started) break;
    try {
      return await ask(connection, "postgres", async () => {});
    } catch (error) {
      if ((error as { code?: string }).code === "28P01") {
        throw new Problem(
          `The database in ${dir} does not accept its own password.`,
          `Delete ${dir} (its data is lost), or restore connection.json there.`,
        );
      }
    }
  }
  const log = readFileSync(join(dir, "server.log"), "utf8").trimEnd().split("\n").slice(-8);
  throw new Problem(
    ["The embedded PostgreSQL did not start. Its last words:", ...log.map((line) => `    ${line}`)].join("\n"),
    `The whole log: ${join(dir, "server.log")}`,
    `Or set DATABASE_URL to an existing PostgreSQL 18 database.`,
  );
}

async function createDatabase(connection: Connection, database: string): Promise<void> {
  await ask(connection, "postgres", async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  });
}

async function ask<T>(connection: Connection, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(connection, database), connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // the query in flight reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ password, port }: Connection, database: string): string {
  return `postgres://px360:${password}@${LOOPBACK}:${port}/${database}`;
}

function note(dir: string, connection: Connection): void {
  writeFileSync(join(dir, NOTE), JSON.stringify(connection), { mode: 0o600 });
}

function readNote(dir: string): Connection {
  const file = join(dir, NOTE);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Connection;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === "EACCES"
      ? new Problem(
          `${dir} belongs to another user (was the command run as root before?).`,
          `Run it as that user again, or delete ${dir}.`,
        )
      : new Problem(
          `${file} is missing or damaged, so nobody knows the database's password.`,
          `Delete ${dir} (its data is lost) and start again.`,
        );
  }
}
