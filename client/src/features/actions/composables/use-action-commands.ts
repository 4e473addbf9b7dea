import { ref } from "vue";
import {
  AddPxActionEvidenceLinkDocument,
  AddPxActionNoteDocument,
  ApprovePxActionDocument,
  AssignPxActionDocument,
  CancelPxActionDocument,
  ChangePxActionStatusDocument,
  EscalatePxActionDocument,
  PausePxActionDocument,
  ResumePxActionDocument,
  TakePxActionDocument,
  RejectPxActionDocument,
  RemovePxActionEvidenceDocument,
  RequestPxActionApprovalDocument,
  TickPxActionEvidenceDocument,
  type UserNameFragment,
} from "#generated/graphql.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";
import type { ActionDetail } from "./use-action.ts";

/** What the screen shows before the server has answered; never for approval and closing. */
export type Expected = Partial<Pick<ActionDetail, "status"> & { assignee: UserNameFragment }>;
type Try = (version: number) => Promise<Outcome<unknown>>;
export interface VersionConflict {
  mine: string;
  retry: () => Promise<boolean>;
  /** Once it is done after all: then what was typed for it may go. */
  onDone?: () => void;
}

/** All that the commands need to know of it: the board has it too. */
export type Commanded = Pick<ActionDetail, "id" | "version" | "assignee">;

/** What is seen where it was done: a tick with its name and time needs no notice, and three of them no pile. */
const seenAtOnce = new Set(["tick", "untick"]);

/** `choose`: where many are at hand, makes the given one the action again, for an undo that comes after another was chosen. */
export function useActionCommands(action: () => Commanded, refetch: () => void, choose?: (id: string) => void) {
  const { t, name } = useText();
  const notices = useNotices();
  const expected = ref<Expected>({});
  const conflict = ref<VersionConflict | null>(null);
  const isRunning = ref(false);
  const doneCount = ref(0);
  const commands = {
    assign: useCommand(AssignPxActionDocument),
    status: useCommand(ChangePxActionStatusDocument),
    note: useCommand(AddPxActionNoteDocument),
    link: useCommand(AddPxActionEvidenceLinkDocument),
    unlink: useCommand(RemovePxActionEvidenceDocument),
    tick: useCommand(TickPxActionEvidenceDocument),
    request: useCommand(RequestPxActionApprovalDocument),
    approve: useCommand(ApprovePxActionDocument),
    reject: useCommand(RejectPxActionDocument),
    cancel: useCommand(CancelPxActionDocument),
    escalate: useCommand(EscalatePxActionDocument),
    take: useCommand(TakePxActionDocument),
    pause: useCommand(PausePxActionDocument),
    resume: useCommand(ResumePxActionDocument),
  };

  async function attempt(what: string, run: Try, hope: Expected = {}, undo?: () => void): Promise<boolean> {
    isRunning.value = true;
    expected.value = hope;
    const outcome = await run(action().version);
    expected.value = {};
    isRunning.value = false;
    if (outcome.ok) {
      doneCount.value++;
      if (undo) notices.undoable(t(`actions.done.${what}`), undo);
      else if (!seenAtOnce.has(what)) notices.done(t(`actions.done.${what}`));
      return true;
    }
    const isStale =
      outcome.failure?.kind === "conflict" || outcome.userErrors.some((error) => error.code === "CONFLICT");
    if (isStale) {
      refetch();
      const mine = hope.assignee
        ? t("actions.conflict.assign", { name: name(hope.assignee) })
        : t(`actions.do.${what}`);
      conflict.value = { mine, retry: () => attempt(what, run, hope, undo) };
    } else {
      notices.failed(outcome, Object.keys(hope).length > 0 ? t(`actions.do.${what}`) : undefined);
    }
    return false;
  }
  const id = () => action().id;
  /** Taking it back gives it to whoever had it; an action that nobody had stays assigned. */
  function assign(assignee: UserNameFragment, isUndoing = false): Promise<boolean> {
    const { id: ofId, assignee: former } = action();
    const takeBack = (owner: UserNameFragment) => {
      choose?.(ofId);
      void assign(owner, true);
    };
    const undo = former && !isUndoing && former.id !== assignee.id ? () => takeBack(former) : undefined;
    const run: Try = (version) => commands.assign.run({ input: { id: id(), assigneeId: assignee.id, version } });
    return attempt("assign", run, { assignee }, undo);
  }

  return {
    expected,
    conflict,
    isRunning,
    /** Steps that succeeded so far. */
    doneCount,
    assign,
    start: () =>
      attempt("start", (version) => commands.status.run({ input: { id: id(), status: "IN_PROGRESS", version } }), {
        status: "IN_PROGRESS",
      }),
    putBack: (note: string) =>
      attempt("putBack", (version) => commands.status.run({ input: { id: id(), status: "OPEN", note, version } })),
    take: () => attempt("take", (version) => commands.take.run({ input: { id: id(), version } })),
    pause: (reason: string) =>
      attempt("pause", (version) => commands.pause.run({ input: { id: id(), reason, version } })),
    resume: () => attempt("resume", (version) => commands.resume.run({ input: { id: id(), version } })),
    addNote: (note: string) => attempt("note", () => commands.note.run({ input: { id: id(), note } })),
    addLink: (url: string, note: string) =>
      attempt("evidence", () => commands.link.run({ input: { id: id(), url, note: note || null } })),
    removeEvidence: (evidenceId: string) =>
      attempt("removeEvidence", () => commands.unlink.run({ input: { id: evidenceId } })),
    tick: (checkId: string, isTicked: boolean) =>
      attempt(isTicked ? "tick" : "untick", () => commands.tick.run({ input: { id: checkId, isTicked } })),
    requestApproval: (note: string) =>
      attempt("requestApproval", (version) =>
        commands.request.run({ input: { id: id(), note: note || null, version } }),
      ),
    approve: (note: string) =>
      attempt("approve", (version) => commands.approve.run({ input: { id: id(), note: note || null, version } })),
    reject: (reason: string) =>
      attempt("reject", (version) => commands.reject.run({ input: { id: id(), reason, version } })),
    cancel: (reason: string) =>
      attempt("cancel", (version) => commands.cancel.run({ input: { id: id(), reason, version } })),
    escalate: (reason: string) =>
      attempt("escalate", (version) => commands.escalate.run({ input: { id: id(), reason, version } })),
  };
}
export type ActionCommands = ReturnType<typeof useActionCommands>;
