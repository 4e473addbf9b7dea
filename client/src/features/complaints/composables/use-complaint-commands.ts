import { inject, type InjectionKey } from "vue";
import { useCaseSteps } from "#entities/case/use-case-steps.ts";
import {
  AddComplaintNoteDocument,
  AssignComplaintDocument,
  ChangeComplaintStatusDocument,
  CloseComplaintDocument,
  type ComplaintOutcome,
  type ComplaintStatus,
  EscalateComplaintDocument,
  MergeComplaintDocument,
  MessageComplainantDocument,
  PauseComplaintDocument,
  RecordComplainantMessageDocument,
  RemoveComplaintAttachmentDocument,
  ReopenComplaintDocument,
  ResolveComplaintDocument,
  ResumeComplaintDocument,
  SendResolutionSurveyDocument,
  type UserNameFragment,
} from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";

/** What a step needs to know of the complaint: a row of the list is enough. */
export interface StepTarget {
  id: string;
  version: number;
  assignee?: UserNameFragment | null;
}

export function useComplaintCommands(target: () => StepTarget, refetch: () => void) {
  const steps = useCaseSteps("complaints", () => target().version, refetch);
  const { attempt } = steps;
  const id = () => target().id;
  const commands = {
    assign: useCommand(AssignComplaintDocument),
    status: useCommand(ChangeComplaintStatusDocument),
    note: useCommand(AddComplaintNoteDocument),
    message: useCommand(MessageComplainantDocument),
    heard: useCommand(RecordComplainantMessageDocument),
    pause: useCommand(PauseComplaintDocument),
    resume: useCommand(ResumeComplaintDocument),
    resolve: useCommand(ResolveComplaintDocument),
    close: useCommand(CloseComplaintDocument),
    reopen: useCommand(ReopenComplaintDocument),
    escalate: useCommand(EscalateComplaintDocument),
    merge: useCommand(MergeComplaintDocument),
    survey: useCommand(SendResolutionSurveyDocument),
    removeFile: useCommand(RemoveComplaintAttachmentDocument),
  };
  const move = (what: string, status: ComplaintStatus, reason: string | null, isHoped = true) =>
    attempt({
      what,
      run: (version) => commands.status.run({ input: { id: id(), status, reason, version } }),
      hope: isHoped ? { status } : undefined,
    });
  /** Taking it back gives it to whoever had it; what nobody had stays assigned. */
  function assign(assignee: UserNameFragment, isUndoing = false): Promise<boolean> {
    const former = target().assignee;
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
    start: () => move("start", "IN_PROGRESS", null),
    putBack: (reason: string) => move("putBack", "OPEN", reason, false),
    sendBack: (reason: string) => move("sendBack", "IN_PROGRESS", reason, false),
    addNote: (note: string) => attempt({ what: "note", run: () => commands.note.run({ input: { id: id(), note } }) }),
    message: (message: string) =>
      attempt({ what: "message", run: () => commands.message.run({ input: { id: id(), message } }) }),
    said: (message: string) =>
      attempt({ what: "said", run: () => commands.message.run({ input: { id: id(), message, isSpoken: true } }) }),
    heard: (message: string) =>
      attempt({ what: "heard", run: () => commands.heard.run({ input: { id: id(), message } }) }),
    pause: (reason: string) =>
      attempt({ what: "pause", run: (version) => commands.pause.run({ input: { id: id(), reason, version } }) }),
    resume: (note: string) =>
      attempt({
        what: "resume",
        run: (version) => commands.resume.run({ input: { id: id(), note: note || null, version } }),
      }),
    resolve: (outcome: ComplaintOutcome, resolution: string) =>
      attempt({
        what: "resolve",
        run: (version) => commands.resolve.run({ input: { id: id(), outcome, resolution, version } }),
      }),
    close: (note: string) =>
      attempt({
        what: "close",
        run: (version) => commands.close.run({ input: { id: id(), note: note || null, version } }),
      }),
    reopen: (reason: string) =>
      attempt({ what: "reopen", run: (version) => commands.reopen.run({ input: { id: id(), reason, version } }) }),
    escalate: (reason: string) =>
      attempt({ what: "escalate", run: (version) => commands.escalate.run({ input: { id: id(), reason, version } }) }),
    merge: (intoId: string, reason: string) =>
      attempt({
        what: "merge",
        run: (version) => commands.merge.run({ input: { id: id(), intoId, reason: reason || null, version } }),
      }),
    sendSurvey: () => attempt({ what: "survey", run: () => commands.survey.run({ input: { id: id() } }) }),
    removeFile: (fileId: string) =>
      attempt({ what: "removeFile", run: () => commands.removeFile.run({ input: { id: fileId } }) }),
  };
}
export type ComplaintCommands = ReturnType<typeof useComplaintCommands>;

export const commandsKey: InjectionKey<ComplaintCommands> = Symbol("complaint commands");
export function useCommandsOfPage(): ComplaintCommands {
  const commands = inject(commandsKey);
  if (!commands) throw new Error("The complaint's commands are provided by ComplaintCase.vue");
  return commands;
}
