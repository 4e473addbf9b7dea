import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";
import vuetify from "vite-plugin-vuetify";
import { splitDocuments } from "./build/split-documents.ts";
import { iconGroups, splitIcons } from "./build/split-icons.ts";

/** The faces of the first paint, in both scripts: the language switch shows Arabic to English readers too. */
const PRELOADED_FONTS = [
  /ibm-plex-sans-latin-400-normal-.*\.woff2$/,
  /ibm-plex-sans-arabic-arabic-400-normal-.*\.woff2$/,
];

function preloadFonts(): Plugin {
  return {
    name: "px-preload-fonts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => PRELOADED_FONTS.some((pattern) => pattern.test(file)))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
            injectTo: "head" as const,
          })),
    },
  };
}

const root = fileURLToPath(new URL(".", import.meta.url));
const api = process.env.PX360_API ?? "http://localhost:4000";

export default defineConfig({
  root,
  plugins: [
    vue(),
    vuetify({ autoImport: true }),
    preloadFonts(),
    splitIcons(),
    splitDocuments(`${root}src/generated/graphql.ts`),
  ],
  define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // Says which files belong together: the build weighs the first download by it.
    manifest: true,
    // A font inside the CSS would be downloaded by readers of the other script too.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            ...iconGroups(root),
            { name: "framework", test: /node_modules[\\/](@vue|vue|vue-router|vue-i18n|@intlify)[\\/]/ },
            {
              name: "graphql",
              test: /node_modules[\\/](@urql|wonka|@0no-co|graphql|graphql-ws)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/graphql": { target: api, ws: true }, "/api": api, "/exports": api } },
});
