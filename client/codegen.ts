import type { CodegenConfig } from "@graphql-codegen/cli";

/** SCHEMA lets a developer type the console against a schema that is not committed yet. */
const config: CodegenConfig = {
  schema: process.env.SCHEMA ?? "../schema.graphql",
  documents: ["src/**/*.graphql"],
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        // Types only: enum objects would be shipped to the browser for nothing.
        enumsAsTypes: true,
        useTypeImports: true,
        dedupeFragments: true,
        immutableTypes: true,
        defaultScalarType: "unknown",
        scalars: { ID: "string", DateTime: "string", DateTimeISO: "string", LocalDate: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
