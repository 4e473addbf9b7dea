import { runSystemTx, sql, type Kernel, type TickContract, type Tx } from "../core/index.ts";
import { statesOf } from "./case-state.ts";
import type { SlaHistoryCode } from "./history-codes.ts";
import { adopt } from "./recompute.service.ts";
import { loadSetup } from "./setup.ts";
import { SlaCase } from "./sla-case.entity.ts";

/** SLA-13: open cases follow a new version of their calendar, and of their policy where the edit said so. */
export const slaRecomputeTick: TickContract = { kind: "tick", name: "sla-recompute", everySeconds: 30 };

const batchSize = 200;

interface Outdated {
  readonly id: string;
  readonly policyId: string;
  readonly isPolicyOutdated: boolean;
  readonly note: string | null;
  /** Set when the case is to follow another default calendar. */
  readonly reason: string | null;
  readonly calendarId: string;
}

export async function runSlaRecomputeTick(kernel: Kernel): Promise<void> {
  while ((await runSystemTx(kernel, slaRecomputeTick.name, recomputeSome)) === batchSize);
}

async function recomputeSome(tx: Tx): Promise<number> {
  const outdated = await sql<Outdated>(
    tx.em,
    `select c.id, p.id as "policyId", pv.number < p.recompute_below as "isPolicyOutdated", nv.note, c.recompute_reason as reason,
            bv.calendar_id as "calendarId"
       from sla_case c
       join sla_policy_version pv on pv.id = c.policy_version_id
       join sla_policy p on p.id = pv.policy_id
       join business_calendar_version bv on bv.id = c.calendar_version_id
       join business_calendar b on b.id = bv.calendar_id
       join business_calendar_version nv on nv.calendar_id = b.id and nv.number = b.current_number
      where c.ended_at is null and (c.recompute_reason is not null or bv.number < b.current_number or (p.is_active and pv.number < p.recompute_below))
      order by c.id limit $1 for update of c skip locked`,
    [batchSize],
  );
  if (outdated.length === 0) return 0;
  const setup = await loadSetup(tx.em);
  const rows = await tx.em.find(SlaCase, { id: { $in: outdated.map(({ id }) => id) } });
  for (const state of await statesOf(tx, rows)) {
    const facts = outdated.find(({ id }) => id === state.row.id);
    const newest = facts?.isPolicyOutdated && setup.policies.find(({ id }) => id === facts.policyId);
    const versionId = state.row.policyVersion?.id;
    const kept = versionId && state.terms ? { versionId, terms: state.terms } : null;
    const code: SlaHistoryCode = newest ? "POLICY_CHANGED" : "CALENDAR_CHANGED";
    const why = newest ? code : (facts?.reason ?? facts?.note ?? code);
    const calendar = setup.calendars.find(({ id }) => id === facts?.calendarId) ?? null;
    adopt(tx, state, newest || kept, setup, why, newest || facts?.reason ? null : calendar);
    state.row.recomputeReason = null;
  }
  return outdated.length;
}
