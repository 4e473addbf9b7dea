import { ref, shallowRef, watch } from "vue";
import type { UserNameFragment } from "#generated/graphql.ts";
import type { ActionCard, CardStep, ReasonedStep } from "./action-steps.ts";
import { useActionCommands } from "./use-action-commands.ts";

/** A step with one card of the board, by its menu or by dropping it; what needs a word asks for it first. */
export function useBoardSteps(refetch: () => void) {
  const card = shallowRef<ActionCard | null>(null);
  const asking = ref<ReasonedStep | null>(null);
  const isAssigning = ref(false);
  const commands = useActionCommands(() => {
    if (!card.value) throw new Error("no card was chosen");
    return card.value;
  }, refetch);
  // One's own step is not news: the board is put in order at once.
  watch(commands.doneCount, refetch);

  async function ask(chosen: ActionCard, step: CardStep): Promise<void> {
    card.value = chosen;
    if (step === "assign") isAssigning.value = true;
    else if (step === "take" || step === "start" || step === "resume") await commands[step]();
    else asking.value = step;
  }
  async function giveTo(chosen: ActionCard, owner: UserNameFragment): Promise<void> {
    card.value = chosen;
    await commands.assign(owner);
  }
  return { card, asking, isAssigning, commands, ask, giveTo };
}
