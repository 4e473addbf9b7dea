import { applyChanges, assertVersion, failure, findVisible, forbidden, sql, type Tx } from "../core/index.ts";
import { EventRule, type EventRuleKind } from "./event-rule.entity.ts";
import { journeyTypes, type EventRuleRow } from "./event-rule.rules.ts";
import { cleanIdentifier } from "./intake/event-text.ts";
import { intakeMessages } from "./intake/intake.messages.ts";

/** All rules; few rows, read with each batch so that a change counts at once (F1.2). */
export function loadEventRules(tx: Tx): Promise<EventRuleRow[]> {
  return sql<EventRuleRow & object>(
    tx.em,
    `select source_system as "sourceSystem", event_code as "eventCode", kind, journey_type as "journeyType" from event_rule`,
  );
}

export interface EventRuleFields {
  sourceSystem?: string | null;
  eventCode: string;
  kind: EventRuleKind;
  journeyType?: string | null;
}

export async function createEventRule(tx: Tx, given: EventRuleFields): Promise<EventRule> {
  const fields = checked(tx, given);
  await assertIsFree(tx, fields, null);
  const rule = tx.em.create(EventRule, { sourceSystem: null, journeyType: null, ...fields });
  tx.audit({ action: "eventRule.created", targetType: "EventRule", targetId: rule.id, after: fields });
  return rule;
}

export async function updateEventRule(
  tx: Tx,
  id: string,
  version: number,
  given: Partial<EventRuleFields>,
): Promise<EventRule> {
  const rule = await findVisible(tx.em, EventRule, id);
  assertVersion(rule, version);
  const { sourceSystem, eventCode, kind, journeyType } = rule;
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const fields = checked(tx, { sourceSystem, eventCode, kind, journeyType, ...present });
  await assertIsFree(tx, fields, id);
  tx.audit({ action: "eventRule.updated", targetType: "EventRule", targetId: id, ...applyChanges(rule, fields) });
  return rule;
}

export async function deleteEventRule(tx: Tx, id: string): Promise<string> {
  const rule = await findVisible(tx.em, EventRule, id);
  assertGroup(tx);
  const { sourceSystem, eventCode, kind, journeyType } = rule;
  tx.em.remove(rule);
  tx.audit({
    action: "eventRule.deleted",
    targetType: "EventRule",
    targetId: id,
    before: { sourceSystem, eventCode, kind, journeyType },
  });
  return id;
}

/** Rules hold for all hospitals: only who reaches them all may change one. */
function assertGroup(tx: Tx): void {
  if (!tx.scope.all) throw forbidden();
}

/** The same form that the intake gives codes (IN-5): a rule must be able to match. */
function checked(tx: Tx, fields: EventRuleFields): EventRuleFields {
  assertGroup(tx);
  const clean = (field: "sourceSystem" | "eventCode", text: string): string => {
    const cleaned = cleanIdentifier(text);
    if ("text" in cleaned) return cleaned.text;
    const { en, ar } = intakeMessages[cleaned.problem];
    throw failure(cleaned.problem, en, ar, [field]);
  };
  const { journeyType } = fields;
  if (journeyType != null && !(journeyTypes as readonly string[]).includes(journeyType)) {
    throw failure("UNKNOWN_JOURNEY_TYPE", "Use EMS, INPATIENT or OPD.", "استخدم EMS أو INPATIENT أو OPD.", [
      "journeyType",
    ]);
  }
  return {
    ...fields,
    sourceSystem: fields.sourceSystem == null ? null : clean("sourceSystem", fields.sourceSystem),
    eventCode: clean("eventCode", fields.eventCode),
  };
}

async function assertIsFree(tx: Tx, { sourceSystem, eventCode }: EventRuleFields, ownId: string | null): Promise<void> {
  // Two administrators at once: the second waits here, and finds the first one's rule.
  await sql(tx.em, "lock table event_rule in share row exclusive mode");
  const taken = await tx.em.count(EventRule, {
    sourceSystem: sourceSystem ?? null,
    eventCode,
    ...(ownId ? { id: { $ne: ownId } } : {}),
  });
  if (taken > 0) {
    throw failure("CODE_TAKEN", "There is a rule for this code and source.", "توجد قاعدة لهذا الرمز والمصدر.", [
      "eventCode",
    ]);
  }
}
