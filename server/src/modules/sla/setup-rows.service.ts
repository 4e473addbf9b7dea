import type { EntityName } from "@mikro-orm/postgresql";
import { applyChanges, assertVersion, failure, findVisible, sql, type Tx } from "../core/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { assertMayConfigure, lookAgain } from "./configuration.service.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import type { SlaHistoryCode } from "./history-codes.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";

interface Named {
  readonly id: string;
  readonly version?: number | null;
}

type SetupRow = BusinessCalendar | EscalationChain | SlaPolicy;

async function editable<Row extends SetupRow>(tx: Tx, entity: EntityName<Row>, { id, version }: Named): Promise<Row> {
  const row = await findVisible<Row>(tx.em, entity, id);
  assertVersion(row, version);
  assertMayConfigure(tx, row.hospital?.id ?? null);
  return row;
}

const isThere = async (tx: Tx, statement: string, id: string): Promise<boolean> =>
  (await sql<{ found: boolean }>(tx.em, `select exists (${statement}) as found`, [id]))[0]?.found ?? false;

const inUse = (en: string, ar: string) => failure("IN_USE", en, ar);
const isDefaultRow = () =>
  failure("DEFAULT_ROW", "It is the default. Make another one the default first.", "هذا هو الافتراضي. عيّن غيره أولًا.");

function auditDeletion(tx: Tx, action: string, targetType: string, row: SetupRow): void {
  const { nameEn, nameAr } = row;
  tx.audit({ action, targetType, targetId: row.id, hospitalId: row.hospital?.id, before: { nameEn, nameAr } });
}

/** SLA-16: only what no policy names and no case was counted by. */
export async function deleteCalendar(tx: Tx, named: Named): Promise<void> {
  const calendar = await editable(tx, BusinessCalendar, named);
  if (calendar.isDefault) throw isDefaultRow();
  const isUsed =
    (await isThere(tx, "select 1 from sla_policy_version where terms->>'calendarId' = $1::text", calendar.id)) ||
    (await isThere(
      tx,
      `select 1 from sla_case c join business_calendar_version v on v.id = c.calendar_version_id where v.calendar_id = $1`,
      calendar.id,
    ));
  if (isUsed)
    throw inUse(
      "A policy names it, or cases were counted by it. It has to stay.",
      "تستخدمه سياسة أو حُسبت به حالات، فيجب أن يبقى.",
    );
  auditDeletion(tx, "businessCalendar.deleted", "BusinessCalendar", calendar);
  await tx.em.nativeDelete(BusinessCalendarVersion, { calendar: calendar.id });
  tx.em.remove(calendar);
}

/** SLA-16: a policy that decided anything stays, for its explanations; it is switched off instead. */
export async function deletePolicy(tx: Tx, named: Named): Promise<void> {
  const policy = await editable(tx, SlaPolicy, named);
  const isUsed = await isThere(
    tx,
    `select 1 from sla_case c join sla_policy_version v on v.id = c.policy_version_id where v.policy_id = $1`,
    policy.id,
  );
  if (isUsed)
    throw inUse("Cases are under it. Switch it off instead.", "توجد حالات خاضعة لها. أوقف استخدامها بدلًا من حذفها.");
  auditDeletion(tx, "slaPolicy.deleted", "SlaPolicy", policy);
  await tx.em.nativeDelete(SlaPolicyVersion, { policy: policy.id });
  tx.em.remove(policy);
}

/** SLA-16: what it decided stays; its terms do, so there is no new version. */
export async function switchPolicy(tx: Tx, fields: Named & { readonly isActive: boolean }): Promise<SlaPolicy> {
  const policy = await editable(tx, SlaPolicy, fields);
  const changes = applyChanges(policy, { isActive: fields.isActive });
  tx.audit({
    action: "slaPolicy.switched",
    targetType: "SlaPolicy",
    targetId: policy.id,
    hospitalId: policy.hospital?.id,
    ...changes,
  });
  return policy;
}

export async function deleteChain(tx: Tx, named: Named): Promise<void> {
  const chain = await editable(tx, EscalationChain, named);
  if (chain.isDefault) throw isDefaultRow();
  if (await isThere(tx, "select 1 from sla_policy_version where terms->>'chainId' = $1::text", chain.id))
    throw inUse("A policy names it, or did when cases came under it.", "تستخدمها سياسة حالية أو سابقة.");
  auditDeletion(tx, "escalationChain.deleted", "EscalationChain", chain);
  tx.em.remove(chain);
}

/** SLA-17: the default of its place takes the place of the one before; a hospital may go back to the group's. */
async function setDefault(
  tx: Tx,
  row: BusinessCalendar | EscalationChain,
  table: string,
  isDefault: boolean,
): Promise<void> {
  const isChain = row instanceof EscalationChain;
  if (!isDefault && !row.hospital && !(isChain && row.caseKind)) throw isDefaultRow();
  if (isDefault) {
    await sql(
      tx.em,
      `update ${table} set is_default = false, version = version + 1, updated_at = $3
        where is_default and hospital_id is not distinct from $1 and id <> $2${isChain ? " and case_kind is not distinct from $4" : ""}`,
      [row.hospital?.id ?? null, row.id, tx.now, ...(isChain ? [row.caseKind ?? null] : [])],
    );
  }
  const changes = applyChanges<BusinessCalendar | EscalationChain>(row, { isDefault });
  await tx.em.flush();
  const [name, targetType] =
    table === "business_calendar" ? ["businessCalendar", "BusinessCalendar"] : ["escalationChain", "EscalationChain"];
  tx.audit({
    action: `${name}.defaultChanged`,
    targetType,
    targetId: row.id,
    hospitalId: row.hospital?.id,
    ...changes,
  });
}

export interface DefaultFields extends Named {
  readonly isDefault: boolean;
}

/** SLA-17: for new cases; the open ones follow by job where it is wished. Cases whose policy names a calendar stay. */
export async function setDefaultCalendar(
  tx: Tx,
  fields: DefaultFields & { readonly isForOpenCases: boolean },
): Promise<BusinessCalendar> {
  const calendar = await editable(tx, BusinessCalendar, fields);
  await setDefault(tx, calendar, "business_calendar", fields.isDefault);
  if (fields.isForOpenCases) {
    await sql(
      tx.em,
      `update sla_case c set recompute_reason = $2
         from sla_policy_version v
        where v.id = c.policy_version_id and c.ended_at is null and v.terms->>'calendarId' is null
          and case when $1::uuid is null
                   then not exists (select 1 from business_calendar b where b.is_default and b.hospital_id = c.hospital_id)
                   else c.hospital_id = $1 end`,
      [calendar.hospital?.id ?? null, "DEFAULT_CALENDAR_CHANGED" satisfies SlaHistoryCode],
    );
  }
  return calendar;
}

/** SLA-17: who is told is asked when a level's time comes, so that a chain counts at once. */
export async function setDefaultChain(tx: Tx, fields: DefaultFields): Promise<EscalationChain> {
  const chain = await editable(tx, EscalationChain, fields);
  await setDefault(tx, chain, "escalation_chain", fields.isDefault);
  await lookAgain(tx);
  return chain;
}
