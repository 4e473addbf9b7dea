import type { BulkVerb } from "../core/index.ts";
import { tellAssignedAtOnce, type AssignedCases } from "../sla/index.ts";
import { Feedback } from "./feedback.entity.ts";
import { FeedbackStatus } from "./feedback.enums.ts";
import { feedbackList } from "./feedback.list.ts";
import { refusal } from "./feedback.refusals.ts";
import { refusalOf, type FeedbackMove } from "./feedback.rules.ts";
import { closeFeedback, giveFeedback, putBackFeedback, startFeedback, tellAssigned } from "./feedback.service.ts";

type Shared = Pick<BulkVerb<Feedback>, "list" | "load" | "labelOf">;

const ofFeedback: Shared = {
  list: feedbackList as Shared["list"],
  load: (em, ids) => em.find(Feedback, { id: { $in: [...ids] } }),
  labelOf: ({ reference }) => reference,
};

const assigned: AssignedCases = {
  table: "feedback",
  entries: "feedback_entry",
  column: "feedback_id",
  kind: "case c.kind when 'INQUIRY' then 'INQUIRY' else 'FEEDBACK' end",
  permission: "feedback.read",
  isByEmail: false,
  one: async (tx, id, assigneeId) => tellAssigned(tx, await tx.em.findOneOrFail(Feedback, { id }), assigneeId),
};

/** CO-46: many at once go through the same services as one, each on its own. */
export const assignFeedbackVerb: BulkVerb<Feedback, { assigneeId: string }> = {
  ...ofFeedback,
  name: "feedback.assign",
  title: { en: "Assign inquiries and feedback", ar: "إسناد الاستفسارات والملاحظات" },
  permission: "feedback.assign",
  isApplicable: ({ closedAt, assignee }, { assigneeId }) => !closedAt && assignee?.id !== assigneeId,
  apply: (tx, id, { assigneeId }) => giveFeedback(tx, id, assigneeId),
  finish: (tx, done, { assigneeId }) => tellAssignedAtOnce(tx, done, assigneeId, assigned),
};

export interface FeedbackStatusArgs {
  readonly status: FeedbackStatus;
  readonly reason?: string | null;
}

/** Converting, calling off and reopening are about the one case: they go one by one. */
const steps: Partial<Record<FeedbackStatus, FeedbackMove>> = {
  [FeedbackStatus.IN_PROGRESS]: "START",
  [FeedbackStatus.OPEN]: "PUT_BACK",
  [FeedbackStatus.CLOSED]: "CLOSE",
};

export const changeFeedbackStatusVerb: BulkVerb<Feedback, FeedbackStatusArgs> = {
  ...ofFeedback,
  name: "feedback.changeStatus",
  title: { en: "Change the status of inquiries and feedback", ar: "تغيير حالة الاستفسارات والملاحظات" },
  permission: "feedback.work",
  check({ status }) {
    if (!steps[status]) throw refusal("ILLEGAL_STATUS");
  },
  isApplicable({ kind, status: from, answeredAt, closedAt }, { status, reason }) {
    const step = steps[status];
    if (!step || closedAt) return false;
    return refusalOf(step, { kind, status: from, reason, isAnswered: answeredAt != null }) === null;
  },
  async apply(tx, id, { status, reason }) {
    if (status === FeedbackStatus.IN_PROGRESS) await startFeedback(tx, id);
    else if (status === FeedbackStatus.OPEN) await putBackFeedback(tx, id, reason ?? "");
    else await closeFeedback(tx, id, reason);
  },
};

export const feedbackVerbs = [assignFeedbackVerb, changeFeedbackStatusVerb] as const;
