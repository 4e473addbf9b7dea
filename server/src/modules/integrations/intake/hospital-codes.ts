import { scopedFork, sql, systemScope, type Kernel } from "../../core/index.ts";
import { withinPatience } from "./patience.ts";

const freshMs = 5_000;
/** After an unknown code the list is read anew, so that a hospital that was added just now is found; not more often. */
const againMs = 250;

export interface HospitalCodes {
  /** Makes sure that what `idOf` answers is at most 5 seconds old, and younger when one of the codes is not known. */
  refresh(codes: Iterable<unknown>): Promise<void>;
  idOf(code: string): string | null;
}

/** Codes of all hospitals, remembered: a hundred rows at most, and asked for by every event. */
export function createHospitalCodes(kernel: Kernel): HospitalCodes {
  let ids = new Map<string, string>();
  let readAt = 0;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const rows = await sql<{ id: string; code: string }>(
      scopedFork(kernel.orm.em, systemScope),
      "select id, code from hospital",
    );
    ids = new Map(rows.map((row) => [row.code, row.id]));
    readAt = Date.now();
  }
  return {
    async refresh(codes) {
      const age = Date.now() - readAt;
      if (age < againMs) return;
      const isStale = age > freshMs || [...codes].some((code) => typeof code === "string" && !ids.has(code.trim()));
      if (!isStale) return;
      reading ??= withinPatience(read()).finally(() => (reading = null));
      await reading;
    },
    idOf: (code) => ids.get(code) ?? null,
  };
}
