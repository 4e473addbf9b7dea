import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const PREFIX = "\0document:";
const DOCUMENT = /^export const (\w+) = (\{.*\}) as unknown as /gm;

/** The generated operations are one module: each becomes a module of its own, which goes where it is used. */
export function splitDocuments(generated: string): Plugin {
  let documents = new Map<string, string>();
  return {
    name: "px-split-documents",
    apply: "build",
    enforce: "post",
    buildStart() {
      const found = readFileSync(generated, "utf8").matchAll(DOCUMENT);
      documents = new Map([...found].map(([, name = "", text = ""]) => [name, text]));
    },
    transform: (code) =>
      code.includes("#generated/graphql.ts")
        ? code.replace(/import\s*\{([^}]*)\}\s*from\s*["']#generated\/graphql\.ts["'];?/g, (_all, names: string) =>
            names
              .split(",")
              .map((name) => name.trim())
              .filter(Boolean)
              .map((name) => {
                const [document, local = document] = name.split(/\s+as\s+/);
                return `import ${local} from ${JSON.stringify(`document:${document}`)};`;
              })
              .join(" "),
          )
        : undefined,
    resolveId: (id) => (id.startsWith("document:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const text = documents.get(id.slice(PREFIX.length));
      if (!text) throw new Error(`no operation ${id.slice(PREFIX.length)} was generated`);
      return { code: `export default ${text};`, moduleSideEffects: false };
    },
  };
}
