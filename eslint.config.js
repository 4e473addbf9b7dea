import path from "node:path";
import globals from "globals";
import tseslint from "typescript-eslint";
import vue from "eslint-plugin-vue";
import vueParser from "vue-eslint-parser";

/** Lowest first; a module may import those of earlier rows, and `core` everything may (docs/architecture.md, “Walls”). */
const layers = [
  ["core"],
  ["organizations"],
  ["accounts"],
  ["integrations", "notifications", "ai-engine"],
  ["sla"],
  ["surveys", "feedback"],
  ["journeys", "physicians"],
  ["complaints", "call-center", "social"],
  ["projects", "action-center"],
  ["analytics"],
];
const layerOf = (module) => layers.findIndex((row) => row.includes(module));

const modulesDirectory = path.resolve(import.meta.dirname, "server/src/modules");
const serverDirectory = path.resolve(import.meta.dirname, "server/src") + path.sep;
const pathOf = (file) => path.relative(modulesDirectory, file).split(path.sep);

/** Modules import each other only through index.ts and only downwards; no two import each other. */
const moduleWalls = {
  meta: { type: "problem", schema: [], messages: { wall: "{{reason}}" } },
  create(context) {
    const file = context.filename;
    const [own] = pathOf(file);
    const inModule = !own.startsWith("..");
    const inServer = file.startsWith(serverDirectory);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const report = (reason) => context.report({ node, messageId: "wall", data: { reason } });
      if (inServer && source.includes("workers/")) report("server never imports workers");
      if (!source.startsWith(".")) return;
      const [target, ...rest] = pathOf(path.resolve(path.dirname(file), source));
      if (target.startsWith("..")) {
        if (inModule && !file.endsWith(".test.ts")) report("a module imports modules only");
        return;
      }
      if (!inModule || target === own) return;
      if (rest.join("/") !== "index.ts") report(`import ${target} through its index.ts`);
      if (!file.endsWith(".test.ts") && layerOf(target) >= layerOf(own)) report(`${own} may not import ${target}`);
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

/** A feature of the console never imports another feature; screens use the kit, not Vuetify. */
const featureWalls = {
  meta: { type: "problem", schema: [], messages: { wall: "{{reason}}" } },
  create(context) {
    const own = /client\/src\/features\/([^/]+)\//.exec(context.filename.split(path.sep).join("/"))?.[1];
    const isScreen = /client\/src\/(features|entities)\//.test(context.filename.split(path.sep).join("/"));
    return {
      ImportDeclaration(node) {
        const source = String(node.source.value);
        const resolved = source.startsWith(".") ? path.resolve(path.dirname(context.filename), source) : source;
        const other = /(?:client\/src\/|#)features\/([^/]+)/.exec(resolved.split(path.sep).join("/"))?.[1];
        if (own && other && other !== own) {
          context.report({ node, messageId: "wall", data: { reason: `${own} may not import ${other}` } });
        }
        if (isScreen && /^vuetify(\/|$)/.test(source)) {
          context.report({ node, messageId: "wall", data: { reason: "screens use the kit in ui/, not Vuetify" } });
        }
      },
    };
  },
};

const strict = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-console": "off",
};

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/dist/**",
      "**/dist-survey/**",
      "**/generated/**",
      ".px360/**",
      "**/*.d.ts",
      "client/public/**",
    ],
  },
  {
    files: ["server/**/*.ts", "workers/**/*.ts", "migrations/**/*.ts", "client/e2e/**/*.ts", "vitest.config.ts"],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { project: ["./tsconfig.tests.json"], tsconfigRootDir: import.meta.dirname },
      globals: globals.node,
    },
    plugins: { px360: { rules: { "module-walls": moduleWalls } } },
    rules: { ...strict, "px360/module-walls": "error" },
  },
  ...vue.configs["flat/recommended"].map((config) => ({ ...config, files: ["client/**/*.vue"] })),
  {
    files: ["client/src/**/*.{ts,vue}", "client/survey/**/*.ts"],
    plugins: { px360: { rules: { "feature-walls": featureWalls } }, "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: [".vue"], sourceType: "module" },
      globals: globals.browser,
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "px360/feature-walls": "error",
      // oxfmt formats; these would quarrel with it.
      "vue/require-default-prop": "off",
      "vue/max-attributes-per-line": "off",
      "vue/html-self-closing": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
    },
  },
  {
    files: ["client/src/**/*.vue"],
    rules: {
      "vue/no-bare-strings-in-template": [
        "error",
        {
          allowlist: ["·", "/", "—", "–", ":", "%", "(", ")", "+", "PX360", "PX", "360"],
          // Also what the kit's components show or say.
          attributes: {
            "/.+/": [
              ...["title", "alt", "label", "placeholder", "hint", "lead", "text", "heading", "summary"],
              ...["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext"],
            ],
          },
        },
      ],
      "vue/multi-word-component-names": "off",
      "vue/no-v-html": "error",
    },
  },
  {
    files: ["client/src/{features,entities}/**/*.vue"],
    rules: {
      "vue/no-restricted-syntax": [
        "error",
        { selector: "VElement[rawName=/^v-/i]", message: "Screens use the kit in ui/, not Vuetify." },
      ],
    },
  },
  {
    // A page for developers, which no build contains: it needs no translation.
    files: ["client/src/features/kit/**/*.vue"],
    rules: { "vue/no-bare-strings-in-template": "off" },
  },
);
