import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem.ts";

/** 32 random bytes each: the signing key of sessions, and the keys that encrypt patient identity and sign survey links. */
const NAMES = ["JWT_SECRET", "IDENTITY_KEY", "SURVEY_TOKEN_KEY"] as const;

export type Secrets = Record<(typeof NAMES)[number], string>;

/**
 * The secrets of this clone's own database, made once: with other keys the stored identities could not be read again.
 * Production passes its own in the environment.
 */
export function localSecrets(dir: string): Secrets {
  const file = join(dir, "secrets.json");
  const kept = existsSync(file) ? read(file) : {};
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, kept[name] ?? randomBytes(32).toString("base64")]),
  ) as Secrets;
  if (NAMES.some((name) => !kept[name])) writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function read(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>;
  } catch (error) {
    // Never replaced silently: what the old keys encrypted would be lost.
    throw new Problem(
      `${file} cannot be read: ${(error as Error).message}`,
      "Restore it; or delete it together with the database beside it.",
    );
  }
}
