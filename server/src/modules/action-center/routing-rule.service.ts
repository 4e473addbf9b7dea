import { ref } from "@mikro-orm/core";
import { UserKind, User } from "../accounts/index.ts";
import { applyChanges, assertVersion, failure, findVisible, sql, type Tx } from "../core/index.ts";
import { assertFilled } from "../organizations/index.ts";
import { assertMayConfigure, assertRange, resolvePlace, type PlaceFields } from "./configuration.service.ts";
import { RoutingTarget, type PxActionPriority, type PxActionSource } from "./px-action.enums.ts";
import { loadRoutingRules } from "./action-configuration.ts";
import { RoutingRule } from "./routing-rule.entity.ts";
import { positionsAfterMove } from "./routing.rules.ts";

export interface RoutingRuleFields extends PlaceFields {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly position: number;
  readonly source?: PxActionSource | null;
  readonly stageCode?: string | null;
  readonly priority?: PxActionPriority | null;
  readonly target: RoutingTarget;
  readonly userId?: string | null;
}

export async function createRoutingRule(tx: Tx, fields: RoutingRuleFields): Promise<RoutingRule> {
  const { nameAr, nameEn, position, source, stageCode, priority, target } = fields;
  const place = await resolvePlace(tx, fields);
  assertMayConfigure(tx, place.hospital?.id ?? null);
  check(fields);
  const user = await findUser(tx, target, fields.userId);
  const rule = tx.em.create(RoutingRule, {
    nameAr,
    nameEn,
    position,
    source,
    stageCode: stageCode?.trim() || null,
    priority,
    target,
    user,
    ...place,
  });
  audit(tx, "routingRule.created", rule, { after: fields });
  return rule;
}

export async function updateRoutingRule(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<RoutingRuleFields>,
): Promise<RoutingRule> {
  const rule = await findVisible(tx.em, RoutingRule, id);
  assertVersion(rule, version);
  assertMayConfigure(tx, rule.hospital?.id ?? null);
  const { hospitalId, departmentId, userId, ...plain } = fields;
  const next = {
    ...plainOf(rule),
    ...plain,
    hospitalId: hospitalId === undefined ? (rule.hospital?.id ?? null) : hospitalId,
    departmentId: departmentId === undefined ? (rule.department?.id ?? null) : departmentId,
    userId: userId === undefined ? (rule.user?.id ?? null) : userId,
  };
  check(next);
  if (rule.isDefault && (next.hospitalId || next.departmentId || next.source || next.stageCode || next.priority)) {
    throw failure(
      "DEFAULT_RULE",
      "The default has to fit everything; add another rule before it.",
      "القاعدة الافتراضية يجب أن تشمل الجميع؛ أضف قاعدة أخرى قبلها.",
    );
  }
  const place = await resolvePlace(tx, next);
  assertMayConfigure(tx, place.hospital?.id ?? null);
  rule.user = await findUser(tx, next.target, next.userId);
  rule.hospital = place.hospital;
  rule.department = place.department;
  const changes = applyChanges(rule, plain as Partial<RoutingRule>);
  audit(tx, "routingRule.updated", rule, { before: changes.before, after: fields });
  return rule;
}

/** PX-3: the default can't be removed, so an action always finds a rule. */
export async function deleteRoutingRule(tx: Tx, id: string): Promise<string> {
  const rule = await findVisible(tx.em, RoutingRule, id);
  assertMayConfigure(tx, rule.hospital?.id ?? null);
  if (rule.isDefault)
    throw failure("DEFAULT_RULE", "The default rule cannot be removed.", "لا يمكن حذف القاعدة الافتراضية.", ["id"]);
  audit(tx, "routingRule.deleted", rule, { before: plainOf(rule) });
  tx.em.remove(rule);
  return id;
}

/** PX-3: puts a rule behind another one, or first. The default stays last. */
export async function moveRoutingRule(tx: Tx, id: string, afterId: string | null): Promise<RoutingRule> {
  const rule = await findVisible(tx.em, RoutingRule, id);
  assertMayConfigure(tx, rule.hospital?.id ?? null);
  const behind = afterId ? await findVisible(tx.em, RoutingRule, afterId) : null;
  if (rule.isDefault || behind?.isDefault || afterId === id)
    throw failure("DEFAULT_RULE", "The default rule stays last.", "تبقى القاعدة الافتراضية في الآخر.", ["afterId"]);
  const before = { position: rule.position };
  const moved = positionsAfterMove(await loadRoutingRules(tx.em), id, afterId);
  rule.position = moved.get(id) ?? rule.position;
  const others = [...moved].filter(([other]) => other !== id);
  if (others.length > 0) {
    await sql(
      tx.em,
      `update routing_rule r set position = n.position
         from unnest($1::uuid[], $2::int[]) as n (id, position) where r.id = n.id`,
      [others.map(([other]) => other), others.map(([, position]) => position)],
    );
  }
  audit(tx, "routingRule.moved", rule, { before, after: { position: rule.position, afterId } });
  return rule;
}

const plainOf = ({ nameAr, nameEn, position, source, stageCode, priority, target }: RoutingRule) => ({
  nameAr,
  nameEn,
  position,
  source,
  stageCode,
  priority,
  target,
});

function check(fields: RoutingRuleFields): void {
  assertFilled(fields, ["nameAr", "nameEn"]);
  assertRange(fields.position, 0, 1_000_000, "position");
}

async function findUser(tx: Tx, target: RoutingTarget, userId: string | null | undefined) {
  if (target !== RoutingTarget.USER) return null;
  const user = userId ? await tx.em.findOne(User, { id: userId, isActive: true, kind: UserKind.PERSON }) : null;
  if (!user) throw failure("UNKNOWN_USER", "Choose an active user.", "اختر مستخدمًا نشطًا.", ["userId"]);
  return ref(User, user.id);
}

function audit(tx: Tx, action: string, rule: RoutingRule, changes: { before?: object; after?: object }): void {
  tx.audit({ action, targetType: "RoutingRule", targetId: rule.id, hospitalId: rule.hospital?.id ?? null, ...changes });
}
