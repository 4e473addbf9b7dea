import { parseArgs } from "node:util";
import { demoApiKey } from "../group/users.ts";

export interface SimulationOptions {
  /** Events per second, repetitions not counted. */
  readonly rate: number;
  /** Shares, 0–1. */
  readonly duplicates: number;
  readonly disorder: number;
  readonly answers: number;
  readonly negatives: number;
  readonly minutes: number;
  readonly url: string;
  readonly key: string;
  readonly seed: number;
}

export class UsageError extends Error {}

export const usage = `Plays a hospital day against the REST intake.

  npm run simulate -- [options]

  --rate 2            events per second
  --duplicates 0.05   share of events that are sent twice
  --disorder 0.1      share of events that arrive after their successor
  --answers 0.3       share of invited patients who answer
  --negatives 0.3     share of answers that are bad
  --minutes 5         how long
  --url URL           the server; without it the one that npm start runs here, else http://127.0.0.1:4000
  --key KEY           API key of the source system HIS; without it that of the demo
  --seed 1            the same seed plays the same day
  --help              this text`;

const defaults = {
  rate: "2",
  duplicates: "0.05",
  disorder: "0.1",
  answers: "0.3",
  negatives: "0.3",
  minutes: "5",
  seed: "1",
  key: demoApiKey,
};

/** Null when only the help was asked for. Throws a UsageError that says which option is wrong and how. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv = {}): SimulationOptions | null {
  const text = { type: "string" } as const;
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        rate: text,
        duplicates: text,
        disorder: text,
        answers: text,
        negatives: text,
        minutes: text,
        url: text,
        key: text,
        seed: text,
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values["help"]) return null;
  const given = { ...defaults, url: env["PX360_URL"] ?? "http://127.0.0.1:4000", ...values } as Record<string, string>;
  const number = (name: string, from: number, to: number) => {
    const value = Number(given[name]);
    if (given[name]?.trim() !== "" && value >= from && value <= to) return value;
    throw new UsageError(`--${name} must be a number from ${from} to ${to}, not "${given[name]}".`);
  };
  const url = given["url"] ?? "";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`--url must be an address such as http://127.0.0.1:4000, not "${url}".`);
  return {
    rate: number("rate", 0.01, 1_000),
    minutes: number("minutes", 0.01, 1_440),
    seed: number("seed", 0, 4_294_967_295),
    duplicates: number("duplicates", 0, 1),
    disorder: number("disorder", 0, 1),
    answers: number("answers", 0, 1),
    negatives: number("negatives", 0, 1),
    url: url.replace(/\/+$/, ""),
    key: given["key"] ?? "",
  };
}
