import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { applyChanges, assertVersion, covers, failure, findVisible, forbidden, sql, type Tx } from "../core/index.ts";
import { assertFilled, Department, Hospital } from "../organizations/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { hoursProblem, isOpenWithinYear, type CalendarHours } from "./calendar.rules.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import { chainProblem, type ChainLevel } from "./escalation.rules.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { policyChanged } from "./recompute.tick.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";
import type { SlaCaseKind } from "./sla.enums.ts";
import { isTimeZone } from "./zone.rules.ts";

interface Named {
  readonly id?: string | null;
  readonly version?: number | null;
  readonly nameEn: string;
  readonly nameAr: string;
  readonly hospitalId?: string | null;
}

/** Rows of the group belong to those who reach the whole group; a hospital's to those who reach it wholly. */
async function placeOf(tx: Tx, hospitalId: string | null | undefined) {
  if (hospitalId && !(await tx.em.findOne(Hospital, { id: hospitalId }))) throw unknown("hospitalId");
  assertMayConfigure(tx, hospitalId ?? null);
  return hospitalId ? ref(Hospital, hospitalId) : null;
}

export function assertMayConfigure(tx: Tx, hospitalId: string | null): void {
  if (!(hospitalId ? covers(tx.scope, { hospitalId }) : tx.scope.all)) throw forbidden();
}

const unknown = (field: string) =>
  failure("UNKNOWN_PLACE", "Choose a hospital, or a department of it.", "اختر مستشفى أو أحد أقسامه.", [field]);

export interface CalendarFields extends Named {
  readonly hours: CalendarHours;
  readonly note?: string | null;
}

const hoursProblems = {
  NO_HOURS: [
    "Give at least one interval of working hours that is not closed all year.",
    "أدخل فترة عمل واحدة على الأقل لا تكون مغلقة طوال السنة.",
  ],
  BAD_HOURS: ["Hours run from 00:00 to 24:00.", "ساعات العمل بين 00:00 و24:00."],
  BAD_DATES: ["Dates are YYYY-MM-DD, the last not before the first.", "التواريخ بصيغة YYYY-MM-DD والأخير لا يسبق الأول."],
} as const;

/** SLA-1, SLA-13: a new calendar, or a new version of one; open cases follow by job. */
export async function saveCalendar(tx: Tx, fields: CalendarFields): Promise<BusinessCalendar> {
  assertFilled(fields, ["nameEn", "nameAr"]);
  const { nameEn, nameAr, hours, note } = fields;
  if (!isTimeZone(hours.timeZone))
    throw failure("UNKNOWN_ZONE", "Choose a time zone of the IANA list.", "اختر منطقة زمنية معروفة.", [
      "hours",
      "timeZone",
    ]);
  const problem = hoursProblem(hours) ?? (isOpenWithinYear(hours, tx.now) ? null : "NO_HOURS");
  if (problem) {
    const [en, ar] = hoursProblems[problem];
    throw failure(problem, en, ar, ["hours"]);
  }
  const known = fields.id ? await findVisible(tx.em, BusinessCalendar, fields.id) : null;
  if (known) {
    assertVersion(known, fields.version);
    assertMayConfigure(tx, known.hospital?.id ?? null);
    applyChanges(known, { nameEn, nameAr, currentNumber: known.currentNumber + 1 });
  }
  const calendar =
    known ?? tx.em.create(BusinessCalendar, { nameEn, nameAr, hospital: await placeOf(tx, fields.hospitalId) });
  const number = calendar.currentNumber;
  tx.em.create(BusinessCalendarVersion, { calendar, number, hours, note, ...savedBy(tx) });
  audit(tx, "businessCalendar", "BusinessCalendar", calendar, known !== null, { nameEn, nameAr, number, hours, note });
  return calendar;
}

/** SLA-24: kept with the version. */
const savedBy = ({ actor }: Tx) => ({
  actor: actor.userId ? ref(User, actor.userId) : null,
  actorLabel: actor.label,
});

function audit(
  tx: Tx,
  name: string,
  targetType: string,
  row: { id: string; hospital?: { id: string } | null },
  isChange: boolean,
  after: object,
): void {
  const action = `${name}.${isChange ? "updated" : "created"}`;
  tx.audit({ action, targetType, targetId: row.id, hospitalId: row.hospital?.id, after });
}

export interface PolicyFields extends Named {
  readonly caseKind: SlaCaseKind;
  readonly departmentId?: string | null;
  readonly rank: number;
  readonly isActive: boolean;
  readonly terms: PolicyTerms;
  readonly isForOpenCases: boolean;
}

/** SLA-7, SLA-13: a new policy, or a new version of one. Kind and place stay: another place is another policy. */
export async function savePolicy(tx: Tx, fields: PolicyFields): Promise<SlaPolicy> {
  assertFilled(fields, ["nameEn", "nameAr"]);
  const { nameEn, nameAr, rank, isActive, terms } = fields;
  await checkTerms(tx, terms);
  const known = fields.id ? await findVisible(tx.em, SlaPolicy, fields.id) : null;
  if (known) {
    assertVersion(known, fields.version);
    assertMayConfigure(tx, known.hospital?.id ?? null);
    const number = known.currentNumber + 1;
    const recomputeBelow = fields.isForOpenCases ? number : known.recomputeBelow;
    applyChanges(known, { nameEn, nameAr, rank, isActive, currentNumber: number, recomputeBelow });
  }
  const policy = known ?? (await newPolicy(tx, fields));
  const number = policy.currentNumber;
  tx.em.create(SlaPolicyVersion, { policy, number, terms, ...savedBy(tx) });
  if (fields.isForOpenCases) await lookForCases(tx, policy);
  audit(tx, "slaPolicy", "SlaPolicy", policy, known !== null, { nameEn, nameAr, rank, isActive, number, terms });
  return policy;
}

/** SLA-13: open cases of its kind and hospital under other policies, or none, come under it where it wins now. */
const lookForCases = (tx: Tx, { id, caseKind, hospital }: SlaPolicy) =>
  sql(
    tx.em,
    `update sla_case c set recompute_reason = coalesce(c.recompute_reason, $4)
      where c.ended_at is null and c.kind = $1 and ($2::uuid is null or c.hospital_id = $2)
        and not exists (select 1 from sla_policy_version v where v.id = c.policy_version_id and v.policy_id = $3)`,
    [caseKind, hospital?.id ?? null, id, policyChanged],
  );

async function newPolicy(tx: Tx, fields: PolicyFields): Promise<SlaPolicy> {
  const { nameEn, nameAr, caseKind, rank, isActive } = fields;
  const recomputeBelow = fields.isForOpenCases ? 1 : 0;
  const department = fields.departmentId ? await tx.em.findOne(Department, { id: fields.departmentId }) : null;
  if (fields.departmentId && !department) throw unknown("departmentId");
  const hospitalId = fields.hospitalId ?? department?.hospital.id ?? null;
  if (department && department.hospital.id !== hospitalId) throw unknown("departmentId");
  const hospital = await placeOf(tx, hospitalId);
  return tx.em.create(SlaPolicy, { nameEn, nameAr, caseKind, rank, isActive, hospital, department, recomputeBelow });
}

async function checkTerms(tx: Tx, terms: PolicyTerms): Promise<void> {
  const targets = terms.targets.map(({ target }) => target);
  if (new Set(targets).size !== targets.length)
    throw failure("TARGET_TWICE", "Each target once.", "كل هدف مرة واحدة فقط.", ["targets"]);
  const isWrong = terms.targets.some(({ amount, reminder: { beforeMinutes, atPercent } }) => {
    const isWithin = (value: number | null, most: number) => value === null || (value >= 1 && value <= most);
    return !isWithin(amount, 525_600) || !isWithin(beforeMinutes, 525_600) || !isWithin(atPercent, 99);
  });
  if (isWrong || (terms.maxPauseMinutes ?? 0) < 0 || terms.reopenDays < 0)
    throw failure(
      "OUT_OF_RANGE",
      "Give whole numbers above 0, percent below 100.",
      "أدخل أعدادًا موجبة ونسبة أقل من 100.",
      ["targets"],
    );
  if (terms.calendarId) await findVisible(tx.em, BusinessCalendar, terms.calendarId);
  if (terms.chainId) await findVisible(tx.em, EscalationChain, terms.chainId);
}

/** What is late already is looked at again: a level of the chain may have come earlier. */
export const lookAgain = (tx: Tx) =>
  sql(tx.em, "update sla_clock set next_check_at = $1 where met_at is null and cancelled_at is null and due_at < $1", [
    tx.now,
  ]);

export interface ChainFields extends Named {
  /** Of a new chain; it stays. */
  readonly caseKind?: SlaCaseKind | null;
  readonly levels: readonly ChainLevel[];
}

/** SLA-9: counts at once, also for cases that are late already. */
export async function saveChain(tx: Tx, fields: ChainFields): Promise<EscalationChain> {
  assertFilled(fields, ["nameEn", "nameAr"]);
  const { nameEn, nameAr } = fields;
  const levels = [...fields.levels];
  const problem = chainProblem(levels);
  if (problem)
    throw failure(
      problem,
      "Levels count from 1 up, each later than the one before, with somebody to tell.",
      "تُرقّم المستويات من 1 تصاعديًا، وكل منها بعد سابقه، ولكل منها من يُبلَّغ.",
      ["levels"],
    );
  const known = fields.id ? await findVisible(tx.em, EscalationChain, fields.id) : null;
  if (known) {
    assertVersion(known, fields.version);
    assertMayConfigure(tx, known.hospital?.id ?? null);
    applyChanges(known, { nameEn, nameAr, levels });
    await lookAgain(tx);
  }
  const chain = known ?? (await newChain(tx, fields, levels));
  const { caseKind } = chain;
  audit(tx, "escalationChain", "EscalationChain", chain, known !== null, { nameEn, nameAr, caseKind, levels });
  return chain;
}

async function newChain(tx: Tx, { nameEn, nameAr, caseKind = null, hospitalId }: ChainFields, levels: ChainLevel[]) {
  return tx.em.create(EscalationChain, { nameEn, nameAr, caseKind, levels, hospital: await placeOf(tx, hospitalId) });
}
