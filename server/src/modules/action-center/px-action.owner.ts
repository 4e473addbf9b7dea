import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import type { Tx } from "../core/index.ts";
import { record } from "./action-history.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind } from "./px-action.enums.ts";

/** PX-4: gives it to somebody; whoever calls has made sure that they may work on it, and tells its clocks. */
export function setOwner(tx: Tx, action: PxAction, assigneeId: string): void {
  const before = { assigneeId: action.assignee?.id ?? null };
  action.assignee = ref(User, assigneeId);
  record(tx, action, {
    kind: PxActionLogKind.ASSIGNED,
    audit: "pxAction.assigned",
    change: "ASSIGNED",
    assigneeId,
    before,
    after: { assigneeId },
  });
}
