import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/**
 * The patient's form, apart from the console: one script and one style sheet, no framework. The server writes the HTML
 * and finds the files through the manifest; it offers them under /survey-form/.
 */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/survey-form/",
  publicDir: false,
  build: {
    outDir: "../dist-survey",
    emptyOutDir: true,
    manifest: true,
    // Phones of 2020 and later; \p{…} in regular expressions must not be expanded into kilobytes of ranges.
    target: ["es2020", "safari14", "chrome87"],
    modulePreload: false,
    cssCodeSplit: true,
    rolldownOptions: { input: { survey: fileURLToPath(new URL("src/main.ts", import.meta.url)) } },
  },
});
