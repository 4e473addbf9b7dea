import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./places.ts";
import { Problem } from "./problem.ts";
import { alone } from "./sharing.ts";

// The survey form shares the pure rules of the surveys module.
const SOURCES = ["client/**/*", "server/src/modules/surveys/*.ts", "schema.graphql", "package-lock.json"];
const NOT_SOURCES = /^client\/(dist|dist-survey|node_modules|e2e|src\/generated|survey\/generated)(\/|$)/;

/** Builds the console and the survey form unless what lies in their dist folders was made from these very sources. */
export async function buildClient(stop?: AbortSignal): Promise<void> {
  // Beside what it vouches for: a build by hand, or a deleted dist folder, takes it away. Not served, as its name begins with a dot.
  const stampFile = join(repository, "client/dist/.sources");
  await alone(stampFile, async () => {
    const sources = fingerprint(repository);
    // The form has no page of its own: the server writes it, with the names in the manifest.
    const results = ["dist/index.html", "dist-survey/.vite/manifest.json"];
    const built = results.every((file) => existsSync(join(repository, "client", file)));
    if (built && existsSync(stampFile) && readFileSync(stampFile, "utf8") === sources) return;
    console.log("Building the console and the survey form …");
    rmSync(stampFile, { force: true });
    const { code, output } = await npm(["run", "build", "--workspace", "client"], stop);
    if (code !== 0)
      throw new Problem(`The client's build failed:\n${output}`, "npm run build --workspace client  shows it again.");
    writeFileSync(stampFile, sources);
  });
}

/** By content, not by time: a checkout or an unpacked archive makes every file new. */
export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (path) => NOT_SOURCES.test(path) }),
  );
  for (const path of files.filter((file) => !NOT_SOURCES.test(file)).sort()) {
    if (!statSync(join(root, path)).isFile()) continue;
    for (const part of [path, readFileSync(join(root, path))]) hash.update(part).update("\0");
  }
  return hash.digest("hex");
}

function npm(args: string[], stop?: AbortSignal): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // A group of its own, since npm's children do not all end with npm.
    const child = spawn("npm", args, { cwd: repository, stdio: ["ignore", "pipe", "pipe"], detached: true });
    stop?.addEventListener("abort", () => child.exitCode === null && child.pid && process.kill(-child.pid, "SIGTERM"));
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
