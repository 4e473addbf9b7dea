import { globSync, readFileSync } from "node:fs";
import * as icons from "@mdi/js";
import type { Plugin } from "vite";

const PREFIX = "\0icon:";
/** What stands before and around the first page. */
const FIRST = [
  "src/{app,ui,lib}/**/*.{vue,ts}",
  "src/features/{auth,command-center,notifications}/**/*.{vue,ts}",
  "src/entities/{journey,notification,preferences}/**/*.{vue,ts}",
];

/** `@mdi/js` is one module, so that all icons of all pages would travel with the first one: each becomes a module of its own. */
export function splitIcons(): Plugin {
  return {
    name: "px-split-icons",
    apply: "build",
    enforce: "post",
    transform: (code) =>
      code.includes("@mdi/js")
        ? code.replace(/import\s*\{([^}]*)\}\s*from\s*["']@mdi\/js["'];?/g, (_all, names: string) =>
            names
              .split(",")
              .map((name) => name.trim())
              .filter(Boolean)
              .map((name) => {
                const [icon, local = icon] = name.split(/\s+as\s+/);
                return `import ${local} from ${JSON.stringify(`icon:${icon}`)};`;
              })
              .join(" "),
          )
        : undefined,
    resolveId: (id) => (id.startsWith("icon:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const path = (icons as Record<string, string>)[id.slice(PREFIX.length)];
      if (!path) throw new Error(`@mdi/js has no ${id.slice(PREFIX.length)}`);
      return { code: `export default ${JSON.stringify(path)};`, moduleSideEffects: false };
    },
  };
}

/** Two chunks: the icons of the first page, and those of all others. */
export function iconGroups(root: string) {
  const first = new Set(
    globSync(FIRST, { cwd: root }).flatMap(
      (file) => readFileSync(`${root}${file}`, "utf8").match(/\bmdi[A-Z]\w+/g) ?? [],
    ),
  );
  const isFirst = (id: string) => first.has(id.slice(PREFIX.length));
  return [
    { name: "icons-first", test: (id: string) => id.startsWith(PREFIX) && isFirst(id) },
    { name: "icons", test: (id: string) => id.startsWith(PREFIX) && !isFirst(id) },
  ];
}
