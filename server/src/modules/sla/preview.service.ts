import type { EntityManager } from "@mikro-orm/postgresql";
import { findVisible, forbidden, sql, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { planClock } from "./clock.rules.ts";
import { chainFor, loadEscalationFacts } from "./escalation.facts.ts";
import { levelAt } from "./escalation.rules.ts";
import { choosePolicy, considered, type CaseFacts } from "./policy.rules.ts";
import { recipientOf } from "./recipient.rules.ts";
import { calendarFor, departmentPaths, loadSetup } from "./setup.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

export interface PreviewQuestion {
  readonly kind: SlaCaseKind;
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly source?: string | null;
  readonly severity?: string | null;
  readonly priority?: string | null;
  readonly categoryPath?: readonly string[] | null;
  readonly startedAt?: Date | null;
}

async function placeSeen(em: EntityManager, { hospitalId, departmentId }: PreviewQuestion) {
  await findVisible(em, Hospital, hospitalId);
  const department = departmentId ? await findVisible(em, Department, departmentId) : null;
  if (department && department.hospital.id !== hospitalId) throw forbidden();
}

async function factsOf(em: EntityManager, question: PreviewQuestion): Promise<CaseFacts> {
  const { kind, hospitalId, departmentId, source, severity, priority, categoryPath } = question;
  const paths = await departmentPaths(em, departmentId ? [departmentId] : []);
  return {
    kind,
    hospitalId,
    departmentPath: departmentId ? (paths.get(departmentId) ?? []) : [],
    source: source ?? null,
    severity: severity ?? null,
    priority: priority ?? null,
    categoryPath: categoryPath ?? [],
  };
}

/** F8.5: what a case with these facts, received now or then, would be due. */
export async function previewDeadlines(context: RequestContext, question: PreviewQuestion) {
  const em = context.reader("sla.read");
  await placeSeen(em, question);
  const setup = await loadSetup(em);
  const start = question.startedAt ?? context.kernel.clock();
  const facts = await factsOf(em, question);
  const { chosen } = choosePolicy(setup.policies, facts);
  const calendar = chosen && calendarFor(setup, chosen.terms.calendarId, question.hospitalId);
  const targets = (calendar ? chosen.terms.targets : []).map((terms) => {
    const plan = { start, target: terms, reminder: terms.reminder, capMinutes: null };
    const dates = calendar ? planClock(calendar.hours, plan, [], start) : null;
    return { target: terms.target, dueAt: dates?.dueAt ?? null, remindAt: dates?.remindAt ?? null };
  });
  return {
    policyId: chosen?.id ?? null,
    policyNumber: chosen?.number ?? null,
    targets,
    considered: considered(setup.policies, facts),
  };
}

/** F8.5: who would be told of a case that is due then, and when; nobody is told by asking. */
export async function dryRun(
  context: RequestContext,
  question: PreviewQuestion & { dueAt: Date; ownerId?: string | null },
) {
  const em = context.reader("sla.read");
  await placeSeen(em, question);
  const setup = await loadSetup(em);
  const { hospitalId, departmentId, ownerId, dueAt } = question;
  const { chosen } = choosePolicy(setup.policies, await factsOf(em, question));
  const facts = await loadEscalationFacts(em, [{ kind: question.kind, hospitalId }], context.kernel.clock());
  const place = { hospitalId, departmentId: departmentId ?? null, ownerId: ownerId ?? null };
  const levels = chainFor(facts.chains, chosen?.terms.chainId ?? null, question);
  const steps = levels.map((level) => ({
    level: level.level,
    at: levelAt(dueAt, level),
    isReassigning: level.isReassigning,
    routed: recipientOf(facts.directoryOf(question.kind), facts.absences, place, levels, level.level),
  }));
  const names = await sql<{ id: string; en: string; ar: string }>(
    em,
    "select id, name_en as en, name_ar as ar from app_user where id = any($1)",
    [steps.flatMap(({ routed }) => (routed ? [routed.userId] : []))],
  );
  const nameOf = (id: string | undefined) => names.find((one) => one.id === id);
  return steps.map(({ level, at, isReassigning, routed }) => ({
    level,
    at,
    isReassigning,
    recipientId: routed?.userId ?? null,
    recipientNameEn: nameOf(routed?.userId)?.en ?? null,
    recipientNameAr: nameOf(routed?.userId)?.ar ?? null,
    via: routed?.via ?? "UNROUTABLE",
  }));
}
