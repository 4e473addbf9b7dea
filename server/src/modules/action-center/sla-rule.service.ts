import { applyChanges, assertVersion, failure, findVisible, type Tx } from "../core/index.ts";
import { assertFilled } from "../organizations/index.ts";
import { assertMayConfigure, assertRange, resolvePlace, type PlaceFields } from "./configuration.service.ts";
import type { PxActionPriority } from "./px-action.enums.ts";
import { SlaRule } from "./sla-rule.entity.ts";

export interface SlaRuleValues {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly resolveMinutes: number;
  readonly reminderBeforeMinutes?: number | null;
  readonly rank?: number;
  readonly isActive?: boolean;
}

export interface SlaRuleFields extends SlaRuleValues, PlaceFields {
  readonly priority: PxActionPriority;
}

const year = 366 * 24 * 60;

export async function createSlaRule(tx: Tx, fields: SlaRuleFields): Promise<SlaRule> {
  const { nameAr, nameEn, priority, resolveMinutes, reminderBeforeMinutes, rank } = fields;
  const place = await resolvePlace(tx, fields);
  assertMayConfigure(tx, place.hospital?.id ?? null);
  check(fields);
  const rule = tx.em.create(SlaRule, {
    nameAr,
    nameEn,
    priority,
    resolveMinutes,
    reminderBeforeMinutes,
    rank: rank ?? 0,
    ...place,
  });
  tx.audit({
    action: "slaRule.created",
    targetType: "SlaRule",
    targetId: rule.id,
    hospitalId: place.hospital?.id,
    after: fields,
  });
  return rule;
}

/**
 * PX-8: a change counts for new actions; those that are open keep the version that they were opened with. Scope and
 * priority stay: another place is another rule.
 */
export async function updateSlaRule(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<SlaRuleValues>,
): Promise<SlaRule> {
  const rule = await findVisible(tx.em, SlaRule, id);
  assertVersion(rule, version);
  assertMayConfigure(tx, rule.hospital?.id ?? null);
  check({ ...rule, ...fields });
  if (rule.isDefault && fields.isActive === false) {
    throw failure(
      "DEFAULT_RULE",
      "The group's default cannot be switched off.",
      "لا يمكن إيقاف القاعدة الافتراضية للمجموعة.",
      ["isActive"],
    );
  }
  const changes = applyChanges(rule, fields);
  tx.audit({
    action: "slaRule.updated",
    targetType: "SlaRule",
    targetId: id,
    hospitalId: rule.hospital?.id,
    ...changes,
  });
  return rule;
}

function check(fields: SlaRuleValues): void {
  assertFilled(fields, ["nameAr", "nameEn"]);
  assertRange(fields.resolveMinutes, 1, year, "resolveMinutes");
  assertRange(fields.reminderBeforeMinutes, 1, year, "reminderBeforeMinutes");
  assertRange(fields.rank, 0, 10_000, "rank");
  if (fields.reminderBeforeMinutes != null && fields.reminderBeforeMinutes >= fields.resolveMinutes) {
    throw failure("OUT_OF_RANGE", "The reminder has to come after the start.", "يجب أن يأتي التذكير بعد بدء الوقت.", [
      "reminderBeforeMinutes",
    ]);
  }
}
