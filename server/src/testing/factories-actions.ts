import { ref } from "@mikro-orm/core";
import { User } from "../modules/accounts/index.ts";
import {
  openPxActions,
  PxActionPriority,
  PxActionSource,
  type PxAction,
  type PxActionStatus,
} from "../modules/action-center/index.ts";
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
  dueAt?: Date;
  reminderAt?: Date | null;
  titleEn?: string;
}

let count = 0;

/** An action as the rules open it, then brought to the given state. */
export async function buildPxAction(tx: Tx, given: GivenAction = {}): Promise<PxAction> {
  const n = ++count;
  const hospital = given.hospital ?? (await buildHospital(tx));
  const [action] = await openPxActions(tx, [
    {
      source: given.source ?? PxActionSource.MANUAL,
      sourceId: given.sourceId ?? null,
      hospitalId: hospital.id,
      departmentId: given.department?.id ?? null,
      priority: given.priority ?? PxActionPriority.HIGH,
      title: { en: given.titleEn ?? `Action ${n}`, ar: `إجراء ${n}` },
      isEvidenceRequired: given.isEvidenceRequired ?? false,
      startedAt: given.startedAt ?? tx.now,
    },
  ]);
  if (!action) throw new Error("an action of this source and source id is there already");
  if (given.assignee) action.assignee = ref(User, given.assignee.id);
  if (given.status) action.status = given.status;
  if (given.dueAt) action.dueAt = given.dueAt;
  if (given.reminderAt !== undefined) action.reminderAt = given.reminderAt;
  await tx.em.flush();
  return action;
}
