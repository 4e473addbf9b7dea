import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "../core/index.ts";
import type { PxActionSource } from "./px-action.enums.ts";
import type { RoutingRuleFacts } from "./routing.rules.ts";
import type { ChecklistFacts } from "./checklist.rules.ts";
import type { PriorityBand } from "./trigger.rules.ts";

/** P3: the rules as they stand now; read anew for each transaction, so that a change counts at once (F1.2). */

export interface RoutingRow extends RoutingRuleFacts {
  readonly nameAr: string;
  readonly nameEn: string;
}

export const loadRoutingRules = (em: EntityManager): Promise<RoutingRow[]> =>
  sql(
    em,
    `select id, position, is_default as "isDefault", hospital_id as "hospitalId", department_id as "departmentId", source,
            stage_code as "stageCode", priority, target, user_id as "userId", name_ar as "nameAr", name_en as "nameEn"
       from routing_rule`,
  );

export interface TriggerRow {
  readonly hospitalId: string | null;
  readonly source: PxActionSource;
  readonly isEnabled: boolean;
  readonly isEvidenceRequired: boolean;
  readonly bands: readonly PriorityBand[];
}

export const loadTriggers = (em: EntityManager): Promise<TriggerRow[]> =>
  sql(
    em,
    `select hospital_id as "hospitalId", source, is_enabled as "isEnabled", is_evidence_required as "isEvidenceRequired", bands
       from action_trigger`,
  );

export interface ChecklistRow extends ChecklistFacts {
  readonly id: string;
  readonly version: number;
}

export const loadChecklists = (em: EntityManager): Promise<ChecklistRow[]> =>
  sql(em, `select id, version, hospital_id as "hospitalId", source, items from action_checklist`);
