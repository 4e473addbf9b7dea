import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { slaHistoryCodes } from "./history-codes.ts";

const locales = new URL("../../../../client/src/locales/", import.meta.url);
interface Words {
  readonly clock: { readonly note: Readonly<Record<string, string>> };
}

describe("the notes of the SLA history", () => {
  it.each(["en", "ar"])(
    "SLA-14: each code has its words in the console (%s), and no words are left over",
    async (language) => {
      const { clock } = JSON.parse(await readFile(new URL(`${language}/sla.json`, locales), "utf8")) as Words;
      expect(Object.keys(clock.note).toSorted()).toEqual([...slaHistoryCodes].toSorted());
    },
  );
});
