import { sql, type Tx } from "../core/index.ts";
import type { EventRuleRow } from "./event-rule.rules.ts";

/** All rules; few rows, read with each batch so that a change counts at once (F1.2). */
export function loadEventRules(tx: Tx): Promise<EventRuleRow[]> {
  return sql<EventRuleRow & object>(
    tx.em,
    `select source_system as "sourceSystem", event_code as "eventCode", kind, journey_type as "journeyType" from event_rule`,
  );
}
