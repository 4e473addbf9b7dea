import { shallowRef } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { gqlClient } from "#lib/gql/client.ts";
import { loadAllTexts, showLanguage } from "#lib/i18n/i18n.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { setUp } from "#lib/testing/set-up.ts";
import { toasts } from "#ui/toasts.ts";
import type { ActionCard } from "./action-steps.ts";
import { useBoardSteps } from "./use-board-steps.ts";

const huda = { id: "huda", nameEn: "Huda", nameAr: "هدى", email: "huda@t.test" };
const omar = { ...huda, id: "omar" };
const cardOf = (id: string, version: number) => ({ id, version, assignee: omar }) as unknown as ActionCard;

interface Sent {
  input: { id: string; assigneeId: string; version: number };
}
/** A server at which each answer is the next of the given ones, then all is well. */
function open(...answers: object[]) {
  const sent: Sent["input"][] = [];
  const mutation = (_document: unknown, { input }: Sent) => {
    sent.push(input);
    return { toPromise: () => Promise.resolve({ data: answers.shift() ?? { assignPxAction: { userErrors: [] } } }) };
  };
  gqlClient.value = { mutation } as unknown as typeof gqlClient.value;
  const cards = shallowRef([cardOf("one", 1), cardOf("two", 7)]);
  const refetch = () => void (cards.value = cards.value.map(({ id, version }) => cardOf(id, version + 1)));
  const { made: steps } = setUp(() => useBoardSteps(refetch, () => cards.value));
  return { steps, cards, sent };
}

beforeEach(async () => {
  const former = gqlClient.value;
  vi.stubGlobal("document", { documentElement: {} });
  toasts.splice(0);
  preferences.language = "en";
  await showLanguage("en");
  await loadAllTexts();
  return () => {
    gqlClient.value = former;
    vi.unstubAllGlobals();
  };
});

describe("a step on the board", () => {
  it("that met somebody else's change is tried again with the version that the board has by then", async () => {
    const { steps, cards, sent } = open({ assignPxAction: { userErrors: [{ code: "CONFLICT", message: "" }] } });
    await steps.giveTo(cards.value[0] as ActionCard, huda);
    await steps.commands.conflict.value?.retry();
    expect(sent.map(({ id, version }) => [id, version])).toEqual([
      ["one", 1],
      ["one", 2],
    ]);
  });

  it("is taken back on its own card, also after another was chosen", async () => {
    const { steps, cards, sent } = open();
    await steps.giveTo(cards.value[0] as ActionCard, huda);
    await steps.ask(cards.value[1] as ActionCard, "escalate");
    toasts[0]?.action?.run();
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ id: "one", assigneeId: "omar", version: 2 });
    expect(steps.asking.value).toBeNull();
  });
});
