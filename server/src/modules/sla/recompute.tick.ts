import { runSystemTx, sql, type Kernel, type TickContract, type Tx } from "../core/index.ts";
import { statesOf, type CaseState } from "./case-state.ts";
import type { SlaHistoryCode } from "./history-codes.ts";
import { choosePolicy } from "./policy.rules.ts";
import { adopt } from "./recompute.service.ts";
import { departmentPaths, factsOf, loadSetup, type DepartmentPaths, type PolicyRow, type Setup } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";

/** SLA-13: open cases follow a new version of their calendar, and an edit of a policy that was meant for them as well. */
export const slaRecomputeTick: TickContract = { kind: "tick", name: "sla-recompute", everySeconds: 30 };

const batchSize = 200;

/** Why a case is looked at again, or moved: a policy was saved for open cases. */
export const policyChanged = "POLICY_CHANGED" satisfies SlaHistoryCode;

interface Outdated {
  readonly id: string;
  readonly policyId: string | null;
  readonly isPolicyOutdated: boolean;
  readonly note: string | null;
  /** Set when the case is to follow another default calendar, or another policy may have become its own. */
  readonly reason: string | null;
  readonly calendarId: string | null;
}

export async function runSlaRecomputeTick(kernel: Kernel): Promise<void> {
  while ((await runSystemTx(kernel, slaRecomputeTick.name, recomputeSome)) === batchSize);
}

/** SLA-13: open cases whose calendar or policy has moved on without them. */
export const outdatedCases = `sla_case c
       left join sla_policy_version pv on pv.id = c.policy_version_id
       left join sla_policy p on p.id = pv.policy_id
       left join business_calendar_version bv on bv.id = c.calendar_version_id
       left join business_calendar b on b.id = bv.calendar_id
      where c.ended_at is null and (c.recompute_reason is not null or bv.number < b.current_number or pv.number < p.recompute_below)`;

async function recomputeSome(tx: Tx): Promise<number> {
  const outdated = await sql<Outdated>(
    tx.em,
    `select c.id, p.id as "policyId", coalesce(pv.number < p.recompute_below, false) as "isPolicyOutdated", c.recompute_reason as reason,
            (select v.note from business_calendar_version v where v.calendar_id = b.id and v.number = b.current_number) as note,
            bv.calendar_id as "calendarId"
       from ${outdatedCases}
      order by c.id limit $1 for update of c skip locked`,
    [batchSize],
  );
  if (outdated.length === 0) return 0;
  const setup = await loadSetup(tx.em);
  const policies = await forOpenCases(tx, setup.policies);
  const rows = await tx.em.find(SlaCase, { id: { $in: outdated.map(({ id }) => id) } });
  const paths = await departmentPaths(
    tx.em,
    rows.flatMap(({ department }) => (department ? [department.id] : [])),
  );
  for (const state of await statesOf(tx, rows)) {
    const facts = outdated.find(({ id }) => id === state.row.id);
    if (facts) follow(tx, state, facts, { ...setup, policies }, paths);
    state.row.recomputeReason = null;
  }
  return outdated.length;
}

/** SLA-13: of a policy that was saved for open cases and then for new ones only, open cases are under the version for open ones. */
async function forOpenCases(tx: Tx, policies: readonly PolicyRow[]): Promise<PolicyRow[]> {
  const earlier = await sql<Pick<PolicyRow, "id" | "versionId" | "number" | "terms">>(
    tx.em,
    `select p.id, v.id as "versionId", v.number, v.terms
       from sla_policy p join sla_policy_version v on v.policy_id = p.id and v.number = p.recompute_below
      where p.is_active and p.recompute_below < p.current_number`,
  );
  const byId = new Map(earlier.map((version) => [version.id, version]));
  return policies.map((policy) => {
    const version = byId.get(policy.id);
    return version ? { ...policy, ...version, match: version.terms.match, isForOpenCases: true } : policy;
  });
}

function follow(tx: Tx, state: CaseState, facts: Outdated, setup: Setup, paths: DepartmentPaths): void {
  const another = anotherPolicy(facts, choosePolicy(setup.policies, factsOf(state.row, paths)).chosen);
  if (another !== undefined) {
    adopt(tx, state, another, setup, policyChanged);
    return;
  }
  const versionId = state.row.policyVersion?.id;
  const kept = versionId && state.terms ? { versionId, terms: state.terms } : null;
  const isCalendarKept = facts.reason === null || facts.reason === policyChanged;
  const calendar = isCalendarKept ? setup.calendars.find(({ id }) => id === facts.calendarId) : null;
  const code: SlaHistoryCode = "CALENDAR_CHANGED";
  const why = isCalendarKept ? (facts.note ?? code) : facts.reason;
  adopt(tx, state, kept, setup, why, calendar ?? null);
}

/**
 * SLA-13: whichever wins now where the case's own policy was saved for open cases: that version, another, or none. Else a
 * case only leaves its policy for one that was saved for open cases. Undefined: it stays as it is.
 */
function anotherPolicy(facts: Outdated, chosen: PolicyRow | null): PolicyRow | null | undefined {
  if (facts.isPolicyOutdated) return chosen;
  const isAnother = facts.reason !== null && chosen?.isForOpenCases && chosen.id !== facts.policyId;
  return isAnother ? chosen : undefined;
}
