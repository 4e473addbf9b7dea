import { inject, type InjectionKey } from "vue";
import { useCaseSteps } from "#entities/case/use-case-steps.ts";
import {
  AddFeedbackNoteDocument,
  AnswerFeedbackDocument,
  AssignFeedbackDocument,
  CancelFeedbackDocument,
  CloseFeedbackDocument,
  EscalateFeedbackDocument,
  PutBackFeedbackDocument,
  ReopenFeedbackDocument,
  StartFeedbackDocument,
  type UserNameFragment,
} from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import type { FeedbackDetail } from "./use-feedback.ts";

export function useFeedbackCommands(feedback: () => FeedbackDetail, refetch: () => void) {
  const steps = useCaseSteps("feedback", () => feedback().version, refetch);
  const { attempt } = steps;
  const id = () => feedback().id;
  const commands = {
    assign: useCommand(AssignFeedbackDocument),
    start: useCommand(StartFeedbackDocument),
    note: useCommand(AddFeedbackNoteDocument),
    answer: useCommand(AnswerFeedbackDocument),
    close: useCommand(CloseFeedbackDocument),
    putBack: useCommand(PutBackFeedbackDocument),
    reopen: useCommand(ReopenFeedbackDocument),
    cancel: useCommand(CancelFeedbackDocument),
    escalate: useCommand(EscalateFeedbackDocument),
  };
  const reasoned = (what: "putBack" | "reopen" | "cancel" | "escalate") => (reason: string) =>
    attempt({ what, run: (version) => commands[what].run({ input: { id: id(), reason, version } }) });

  /** Taking it back gives it to whoever had it; what nobody had stays assigned. */
  function assign(assignee: UserNameFragment, isUndoing = false): Promise<boolean> {
    const former = feedback().assignee;
    return attempt({
      what: "assign",
      run: (version) => commands.assign.run({ input: { id: id(), assigneeId: assignee.id, version } }),
      hope: { assignee },
      undo: former && !isUndoing && former.id !== assignee.id ? () => void assign(former, true) : undefined,
    });
  }
  return {
    ...steps,
    assign,
    start: () =>
      attempt({
        what: "start",
        run: (version) => commands.start.run({ input: { id: id(), version } }),
        hope: { status: "IN_PROGRESS" },
      }),
    addNote: (note: string) => attempt({ what: "note", run: () => commands.note.run({ input: { id: id(), note } }) }),
    answer: (answer: string, isSpoken: boolean) =>
      attempt({
        what: "answer",
        run: (version) => commands.answer.run({ input: { id: id(), answer, isSpoken, version } }),
      }),
    close: (note: string) =>
      attempt({
        what: "close",
        run: (version) => commands.close.run({ input: { id: id(), note: note || null, version } }),
      }),
    putBack: reasoned("putBack"),
    reopen: reasoned("reopen"),
    cancel: reasoned("cancel"),
    escalate: reasoned("escalate"),
  };
}
export type FeedbackCommands = ReturnType<typeof useFeedbackCommands>;

export const commandsKey: InjectionKey<FeedbackCommands> = Symbol("feedback commands");
export function useCommandsOfPage(): FeedbackCommands {
  const commands = inject(commandsKey);
  if (!commands) throw new Error("The commands are provided by FeedbackCase.vue");
  return commands;
}
