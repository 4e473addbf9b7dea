import {
  ActionChecklist,
  PxActionPriority,
  type PxActionSource,
  RoutingRule,
  RoutingTarget,
} from "../../modules/action-center/index.ts";
import type { Tx } from "../../modules/core/index.ts";
import { checklists } from "../group/checklists.ts";

/** A few rules beside the group's defaults, so that the configuration has something to show. */
export async function seedRules(tx: Tx, since: Date): Promise<void> {
  tx.em.create(RoutingRule, {
    nameAr: "الحالات الحرجة إلى فريق تجربة المريض",
    nameEn: "Critical cases to the PX team",
    position: 10,
    priority: PxActionPriority.CRITICAL,
    target: RoutingTarget.PX_TEAM,
    createdAt: since,
  });
  for (const [source, items] of Object.entries(checklists))
    tx.em.create(ActionChecklist, {
      source: source as PxActionSource,
      items: items.map((item) => ({ ...item })),
      createdAt: since,
    });
  await tx.em.flush();
}
