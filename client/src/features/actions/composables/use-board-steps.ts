import { computed, ref, shallowRef, watch } from "vue";
import type { UserNameFragment } from "#generated/graphql.ts";
import type { ActionCard, CardStep, ReasonedStep } from "./action-steps.ts";
import { useActionCommands } from "./use-action-commands.ts";

/** A step with one card of the board, by its menu or by dropping it; what needs a word asks for it first. */
export function useBoardSteps(refetch: () => void, cards: () => readonly ActionCard[]) {
  const chosen = shallowRef<ActionCard | null>(null);
  /** As it stands by now: after a clash the next try needs its new version. */
  const card = computed(() => cards().find(({ id }) => id === chosen.value?.id) ?? chosen.value);
  const asking = ref<ReasonedStep | null>(null);
  const isAssigning = ref(false);
  const commands = useActionCommands(
    () => {
      if (!card.value) throw new Error("no card was chosen");
      return card.value;
    },
    refetch,
    (id) => {
      // What is being asked is about another card.
      asking.value = null;
      isAssigning.value = false;
      chosen.value = cards().find((each) => each.id === id) ?? chosen.value;
    },
  );
  // One's own step is not news: the board is put in order at once.
  watch(commands.doneCount, refetch);

  async function ask(asked: ActionCard, step: CardStep): Promise<void> {
    chosen.value = asked;
    if (step === "assign") isAssigning.value = true;
    else if (step === "take" || step === "start" || step === "resume") await commands[step]();
    else asking.value = step;
  }
  async function giveTo(dropped: ActionCard, owner: UserNameFragment): Promise<void> {
    chosen.value = dropped;
    await commands.assign(owner);
  }
  return { card, asking, isAssigning, commands, ask, giveTo };
}
