import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadConfig, settingNames } from "./config.ts";

const valid = {
  DATABASE_URL: "postgresql://localhost/px360",
  REDIS_URL: "redis://localhost:6379",
  JWT_SECRET: "x".repeat(32),
  IDENTITY_KEY: Buffer.alloc(32).toString("base64"),
  SURVEY_TOKEN_KEY: Buffer.alloc(32).toString("base64"),
};

describe("configuration", () => {
  it("is described by .env.example, name by name", () => {
    const example = readFileSync(new URL("../../../../../.env.example", import.meta.url), "utf8");
    const names = [...example.matchAll(/^([A-Z\d_]+)=/gm)].map((match) => match[1]);
    expect(names.sort()).toEqual([...settingNames].sort());
  });

  it("takes an empty setting as not given", () => {
    expect(loadConfig({ ...valid, PORT: "", WORKER_HEALTH_PORT: "" })).toMatchObject({
      PORT: 4000,
      isProduction: false,
    });
  });

  it("names every wrong setting at once and shows no value", () => {
    const wrong = () => loadConfig({ ...valid, JWT_SECRET: "hunter2", IDENTITY_KEY: "c2hvcnQ=", PORT: "seventy" });
    expect(wrong).toThrow(/JWT_SECRET[\s\S]*|PORT/);
    for (const name of ["JWT_SECRET", "IDENTITY_KEY", "PORT"]) expect(wrong).toThrow(new RegExp(name));
    for (const value of ["hunter2", "c2hvcnQ=", "seventy"]) expect(wrong).not.toThrow(new RegExp(value));
  });
});
