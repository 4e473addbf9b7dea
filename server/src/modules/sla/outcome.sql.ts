import { raw } from "@mikro-orm/core";
import { onTimeRate, SlaOutcome } from "./outcome.rules.ts";
import { SlaTarget, type SlaCaseKind } from "./sla.enums.ts";

/** SLA-21: `outcomeOf` on rows of sla_clock; the table of outcome.test.ts holds for both. */
const meanings: Readonly<Record<SlaOutcome, string>> = {
  [SlaOutcome.ON_TIME]: "k.met_at <= k.due_at",
  [SlaOutcome.MISSED]: "k.due_at < coalesce(k.met_at, k.cancelled_at, ?)",
};

/** SLA-21: cases with any of these outcomes. A semi-join: PostgreSQL starts from the cases of a period or from the clocks, whichever are fewer. */
export function outcomeCondition(kinds: readonly SlaCaseKind[], outcomes: readonly SlaOutcome[], now: Date): object {
  const wanted = outcomes.map((outcome) => meanings[outcome]);
  const cases = `select s.case_id from sla_case s join sla_clock k on k.sla_case_id = s.id
    where s.kind in (${kinds.map((kind) => `'${kind}'`).join(", ")}) and k.target = '${SlaTarget.RESOLVE}'
      and (${wanted.join(" or ") || "false"})`;
  const times = outcomes.includes(SlaOutcome.MISSED) ? [now] : [];
  return { [raw((alias) => `${alias}.id in (${cases})`, times) as never]: [] };
}

export interface OnTimeFigures {
  /** Settled in time or missed. */
  readonly due: number;
  readonly onTime: number;
  readonly missed: number;
  readonly rate: number | null;
}

/** SLA-21: counted by the condition of the list, so that the number and the list behind it agree. */
export async function onTimeFigures(countOf: (outcome: SlaOutcome) => Promise<number>): Promise<OnTimeFigures> {
  const [onTime, missed] = [await countOf(SlaOutcome.ON_TIME), await countOf(SlaOutcome.MISSED)];
  return { due: onTime + missed, onTime, missed, rate: onTimeRate(onTime, missed) };
}
