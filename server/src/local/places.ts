import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Problem } from "./problem.ts";

export const repository = resolve(import.meta.dirname, "../../..");

/**
 * What this clone keeps between starts: secrets, data, logs. Git ignores it; deleting it is a fresh start. Another folder in
 * PX360_STATE_DIR is another installation, which tests of the launcher use.
 */
export function stateDir(): string {
  return ownDir(process.env["PX360_STATE_DIR"] ?? join(repository, ".px360"), "the repository");
}

/** What every clone of this user can share and fetch again: downloaded programs. */
export function cacheDir(): string {
  const base = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return isWritable(base) ? ownDir(join(base, "px360"), base) : ownDir(join(stateDir(), "cache"), "the repository");
}

/** PostgreSQL refuses to run as root, and user 65534 ("nobody") exists on every Linux without being created. */
export const servant = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

/**
 * A folder for a server's files. Usually inside `.px360`; when root's clone lies where the servant cannot go (/root, or a
 * home with mode 0700) under /var/tmp, which outlives a restart of the machine, under a name made from the clone's path.
 */
export function serverDir(name: string): string {
  const state = stateDir();
  const base = servant && !isOpenToAll(dirname(state)) ? fallbackDir(state) : state;
  const dir = join(base, name);
  mkdirSync(dir, { recursive: true });
  if (servant) for (let at = dir; at !== dirname(base); at = dirname(at)) chmodSync(at, 0o711);
  return dir;
}

function fallbackDir(state: string): string {
  const dir = `/var/tmp/px360-${createHash("sha256").update(state).digest("hex").slice(0, 12)}`;
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  // Anyone may create names in /var/tmp: a folder that is not ours, or a link, is not to be trusted with data.
  const found = lstatSync(dir);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Problem(
      `${dir} belongs to another user.`,
      `Remove it, or clone the repository into a folder that every user may enter.`,
    );
  }
  return dir;
}

function isOpenToAll(dir: string): boolean {
  for (let at = dir; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function ownDir(dir: string, where: string): string {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK | constants.X_OK);
    return dir;
  } catch (error) {
    throw new Problem(
      `No right to write to ${dir} (${(error as NodeJS.ErrnoException).code}).`,
      `Run the command as the owner of ${where}, or give that folder to your user with chown.`,
    );
  }
}

function isWritable(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
