import type { EntityManager } from "@mikro-orm/postgresql";
import { loader, sql, unscoped } from "../core/index.ts";
import type { CalendarHours } from "./calendar.rules.ts";
import { faceOf, planClock, type Face } from "./clock.rules.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { hoursOfVersion } from "./setup.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import type { SlaCaseKind, SlaTarget, SlaUnit } from "./sla.enums.ts";

/** SLA-12: the clocks of a case, for resolvers of the module that owns it and has checked who may see it. */
export const slaClocksLoader = (kind: SlaCaseKind) =>
  loader<readonly ClockView[]>((context, ids) => clocksOf(unscoped(context), kind, ids, context.kernel.clock()), []);

/** The same for what happened to its deadlines, oldest first. */
export const slaHistoryLoader = (kind: SlaCaseKind) =>
  loader<readonly SlaHistoryEntry[]>(async (context, ids) => {
    const rows = await unscoped(context).find(
      SlaHistoryEntry,
      { slaCase: { kind, caseId: { $in: [...ids] } } },
      { populate: ["slaCase"], orderBy: { at: "asc", id: "asc" } },
    );
    return Map.groupBy(rows, ({ slaCase }) => slaCase.getEntity().caseId);
  }, []);

export interface ClockView {
  readonly id: string;
  readonly caseId: string;
  readonly target: SlaTarget;
  readonly face: Face;
  /** Null while paused and where there is none. */
  readonly dueAt: Date | null;
  /** While paused: when it would be due if work went on now. */
  readonly projectedAt: Date | null;
  readonly startedAt: Date;
  readonly pausedSince: Date | null;
  readonly metAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly missMinutes: number | null;
  readonly escalationLevel: number;
}

interface Row extends Omit<ClockView, "face" | "projectedAt"> {
  readonly amount: number;
  readonly unit: SlaUnit;
  readonly pauses: readonly { readonly from: string; readonly to: string | null; readonly isUncapped: boolean }[];
  readonly terms: PolicyTerms | null;
  readonly calendarVersionId: string | null;
  readonly hours: CalendarHours | null;
}

/** SLA-12: the clocks of many cases in one query, for a DataLoader of the module that owns the cases and has checked who may see them. */
export async function clocksOf(
  em: EntityManager,
  kind: SlaCaseKind,
  caseIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly ClockView[]>> {
  const rows = await sql<Row>(
    em,
    `select k.id, c.case_id as "caseId", k.target, k.due_at as "dueAt", c.started_at as "startedAt", k.met_at as "metAt",
            k.cancelled_at as "cancelledAt", k.miss_minutes as "missMinutes", k.escalation_level as "escalationLevel",
            k.amount, k.unit, open.from_at as "pausedSince", v.terms,
            b.id as "calendarVersionId", b.hours,
            coalesce((select jsonb_agg(jsonb_build_object('from', p.from_at, 'to', p.until_at, 'isUncapped', p.reason = 'CLOSED'))
                        from sla_pause p where p.sla_case_id = c.id and open.id is not null), '[]') as pauses
       from sla_case c
       join sla_clock k on k.sla_case_id = c.id
       left join sla_pause open on open.sla_case_id = c.id and open.until_at is null
       left join sla_policy_version v on v.id = c.policy_version_id and open.id is not null
       left join business_calendar_version b on b.id = c.calendar_version_id and open.id is not null
      where c.kind = $1 and c.case_id = any($2)
      order by k.target`,
    [kind, caseIds],
  );
  const byCase = new Map<string, ClockView[]>();
  for (const row of rows) byCase.set(row.caseId, [...(byCase.get(row.caseId) ?? []), viewOf(row, now)]);
  return byCase;
}

function viewOf(row: Row, now: Date): ClockView {
  const { amount, unit, pauses, terms, hours, calendarVersionId, ...view } = row;
  const isOpen = !row.metAt && !row.cancelledAt;
  const projected =
    isOpen && hours && calendarVersionId
      ? planClock(
          hoursOfVersion(calendarVersionId, hours),
          {
            start: row.startedAt,
            target: { amount, unit },
            reminder: { beforeMinutes: null, atPercent: null },
            capMinutes: terms?.maxPauseMinutes ?? null,
          },
          pauses.map(({ from, to, isUncapped }) => ({
            from: new Date(from),
            to: to ? new Date(to) : null,
            isUncapped,
          })),
          now,
        ).projectedAt
      : row.dueAt;
  return { ...view, face: faceOf(row, row.pausedSince !== null, now), projectedAt: projected };
}
