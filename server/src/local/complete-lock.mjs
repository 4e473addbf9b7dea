// `npm run lock:complete`, after every `npm install` that changed package-lock.json.
//
// Where a registry mirror holds native packages for Linux only, npm writes a lock without the entries for the other
// systems, and then its own `npm ci` refuses that lock ("Missing: … from lock file"). This adds those entries. They carry
// the system they are made for, so that npm passes over them, and no checksum, since nothing was fetched.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../../package-lock.json", import.meta.url));

/** @oxfmt/binding-linux-x64-musl → { os: ["linux"], cpu: ["x64"], libc: ["musl"] } */
function systemOf(name) {
  const match =
    /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(gnu|musl)?.*)?$/.exec(
      name,
    );
  if (!match) throw new Error(`${name} is not in the lock, and its name does not say for which system it is made.`);
  const [, os, cpu, libc] = match;
  return { os: [os], cpu: [cpu], ...(os === "linux" && libc ? { libc: [libc === "gnu" ? "glibc" : libc] } : {}) };
}

/** npm looks for a dependency of a/node_modules/b there, then in a, then at the root. */
function isLocked(packages, path, name) {
  for (let at = path; ; at = at.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    if (`${at}${at && "/"}node_modules/${name}` in packages) return true;
    if (!at.includes("node_modules")) return `node_modules/${name}` in packages;
  }
}

const lock = JSON.parse(readFileSync(file, "utf8"));
const added = {};
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(lock.packages, path, name)) continue;
    added[`node_modules/${name}`] = { version, ...systemOf(name), ...(dev ? { dev } : {}), optional: true };
  }
}
const sorted = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, "en"));
if (Object.keys(added).length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
console.log(`${Object.keys(added).length} entries for other systems added to package-lock.json.`);
