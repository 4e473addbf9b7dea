import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "#lib/gql/use-command.ts";
import { loadAllTexts, showLanguage } from "#lib/i18n/i18n.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { setUp } from "#lib/testing/set-up.ts";
import { toasts } from "#ui/toasts.ts";
import { type Step, useCaseSteps } from "./use-case-steps.ts";

const done: Outcome<unknown> = { ok: true, data: {} };
const stale: Outcome<unknown> = { ok: false, userErrors: [], failure: { kind: "conflict", requestId: null } };
const noNetwork: Outcome<unknown> = { ok: false, userErrors: [], failure: { kind: "offline", requestId: null } };
const huda = { id: "u", email: "huda@t.test", nameEn: "Huda Alotaibi", nameAr: "هدى العتيبي" };

function open(...answers: Outcome<unknown>[]) {
  let version = 3;
  const seen: number[] = [];
  const refetch = vi.fn(() => void (version += 1));
  const { made: steps } = setUp(() => useCaseSteps("complaints", () => version, refetch));
  /** What the screen showed while the server was asked. */
  const shown: unknown[] = [];
  const run: Step["run"] = (asked) => {
    seen.push(asked);
    shown.push(steps.expected.value);
    return Promise.resolve(answers.shift() ?? done);
  };
  return { steps, run, seen, shown, refetch };
}

beforeEach(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  toasts.splice(0);
  preferences.language = "en";
  await showLanguage("en");
  await loadAllTexts();
  return () => vi.unstubAllGlobals();
});

describe("a step of a case", () => {
  it("is shown before the server answers, and goes back when it can't be done, saying what was undone and why", async () => {
    const { steps, run, shown } = open(noNetwork);
    expect(await steps.attempt({ what: "assign", run, hope: { assignee: huda } })).toBe(false);
    expect(shown).toEqual([{ assignee: huda }]);
    expect(steps.expected.value).toEqual({});
    expect(toasts.map(({ tone, text }) => [tone, text])).toEqual([["error", "Undone: Assign. No connection to PX360"]]);
    expect(steps.conflict.value).toBeNull();
  });

  it("undoes nothing where nothing was shown in advance", async () => {
    const { steps, run, shown } = open(noNetwork);
    await steps.attempt({ what: "close", run });
    expect(shown).toEqual([{}]);
    expect(toasts.map(({ text }) => text).join()).not.toContain("Undone");
  });

  it("that somebody else's change overtook is asked about, and is tried again with the new version", async () => {
    const { steps, run, seen, refetch } = open(stale);
    expect(await steps.attempt({ what: "assign", run, hope: { assignee: huda } })).toBe(false);
    expect(steps.expected.value).toEqual({});
    expect(refetch).toHaveBeenCalledOnce();
    expect(steps.conflict.value?.mine).toContain(huda.nameEn);
    expect(toasts).toEqual([]);
    await steps.applyMine();
    expect(seen).toEqual([3, 4]);
    expect(steps.conflict.value).toBeNull();
    expect(toasts.map(({ tone }) => tone)).toEqual(["success"]);
  });

  it("keeps its words through one clash after another, until it is done", async () => {
    const forget = vi.fn();
    const { steps, run } = open(stale, stale);
    await steps.attempt({ what: "escalate", run });
    steps.holdWords("The clinic has not said.", forget);
    await steps.applyMine();
    expect(steps.conflict.value?.words).toBe("The clinic has not said.");
    expect(forget).not.toHaveBeenCalled();
    await steps.applyMine();
    expect(forget).toHaveBeenCalledOnce();
  });
});
