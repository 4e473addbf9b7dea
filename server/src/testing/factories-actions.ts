import { ref } from "@mikro-orm/core";
import { User } from "../modules/accounts/index.ts";
import {
  openPxActions,
  PxActionPriority,
  PxActionSource,
  type PxAction,
  type PxActionStatus,
} from "../modules/action-center/index.ts";
import { actionClocks } from "../modules/action-center/px-action.clocks.ts";
import type { Tx } from "../modules/core/index.ts";
import type { Department, Hospital } from "../modules/organizations/index.ts";
import { buildHospital } from "./factories.ts";

interface GivenAction {
  hospital?: Hospital;
  department?: Department | null;
  priority?: PxActionPriority;
  source?: PxActionSource;
  sourceId?: string | null;
  /** Null: routed by the rules, as in real life. */
  assignee?: User | null;
  status?: PxActionStatus;
  isEvidenceRequired?: boolean;
  startedAt?: Date;
  /** Then it came in as long before as the group gives for its priority. */
  dueAt?: Date;
  titleEn?: string;
  complaintId?: string;
  patientId?: string;
}

let count = 0;
const hour = 3_600_000;
/** As the group gives from the first day. */
const hoursOf: Readonly<Record<PxActionPriority, number>> = { CRITICAL: 24, HIGH: 48, MEDIUM: 72, LOW: 120 };

/** An action as the rules open it, then brought to the given state. */
export async function buildPxAction(tx: Tx, given: GivenAction = {}): Promise<PxAction> {
  const n = ++count;
  const priority = given.priority ?? PxActionPriority.HIGH;
  const dueStart = given.dueAt && new Date(given.dueAt.getTime() - hoursOf[priority] * hour);
  const hospital = given.hospital ?? (await buildHospital(tx));
  const [action] = await openPxActions(tx, [
    {
      source: given.source ?? PxActionSource.MANUAL,
      sourceId: given.sourceId ?? null,
      hospitalId: hospital.id,
      departmentId: given.department?.id ?? null,
      priority,
      title: { en: given.titleEn ?? `Action ${n}`, ar: `إجراء ${n}` },
      isEvidenceRequired: given.isEvidenceRequired ?? false,
      startedAt: dueStart ?? given.startedAt ?? tx.now,
      complaintId: given.complaintId,
      patientId: given.patientId,
    },
  ]);
  if (!action) throw new Error("an action of this source and source id is there already");
  if (given.assignee) {
    action.assignee = ref(User, given.assignee.id);
    await actionClocks.recount(tx, action);
  }
  if (given.status) action.status = given.status;
  await tx.em.flush();
  return action;
}
