import type { SlaPolicyFieldsFragment, SlaTarget, SlaTargetInput } from "#generated/graphql.ts";
import { TARGETS } from "./codes.ts";

export type ShownUnit = "MINUTES" | "HOURS" | "DAYS";
export type ReminderKind = "NONE" | "BEFORE" | "PERCENT";

/** A target as it is typed: hours are minutes to the server, an empty amount is no target. */
export interface TargetRow {
  target: SlaTarget;
  amount: number | null;
  unit: ShownUnit;
  reminder: ReminderKind;
  /** Working hours before the due time, or percent of the target. */
  remindAt: number | null;
}
type Terms = SlaPolicyFieldsFragment["terms"]["targets"][number];

export function shownAmount({ amount, unit }: Pick<Terms, "amount" | "unit">): { amount: number; unit: ShownUnit } {
  if (unit === "DAYS") return { amount, unit };
  return amount % 60 === 0 ? { amount: amount / 60, unit: "HOURS" } : { amount, unit: "MINUTES" };
}

function rowOf(target: SlaTarget, terms: Terms | undefined): TargetRow {
  if (!terms) return { target, amount: null, unit: "DAYS", reminder: "NONE", remindAt: null };
  const { beforeMinutes, atPercent } = terms.reminder;
  const reminder = beforeMinutes ? "BEFORE" : atPercent ? "PERCENT" : "NONE";
  const remindAt = beforeMinutes ? beforeMinutes / 60 : (atPercent ?? null);
  return { target, ...shownAmount(terms), reminder, remindAt };
}

export const rowsOf = (terms: readonly Terms[]): TargetRow[] =>
  TARGETS.map((target) =>
    rowOf(
      target,
      terms.find((one) => one.target === target),
    ),
  );

export function targetInputs(rows: readonly TargetRow[]): SlaTargetInput[] {
  return rows.flatMap(({ target, amount, unit, reminder, remindAt }) =>
    amount === null
      ? []
      : [
          {
            target,
            amount: Math.round(unit === "HOURS" ? amount * 60 : amount),
            unit: unit === "DAYS" ? ("DAYS" as const) : ("MINUTES" as const),
            remindBeforeMinutes: reminder === "BEFORE" && remindAt !== null ? Math.round(remindAt * 60) : null,
            remindAtPercent: reminder === "PERCENT" && remindAt !== null ? Math.round(remindAt) : null,
          },
        ],
  );
}

/** Of one kind of case the narrowest place first, then the lower rank: the order in which they win. */
export function bySpecificity<
  Policy extends Pick<SlaPolicyFieldsFragment, "id" | "caseKind" | "rank"> & {
    department?: unknown;
    hospital?: unknown;
  },
>(policies: readonly Policy[]): Policy[] {
  const width = ({ department, hospital }: Policy) => (department ? 0 : hospital ? 1 : 2);
  return policies.toSorted(
    (a, b) => a.caseKind.localeCompare(b.caseKind) || width(a) - width(b) || a.rank - b.rank || (a.id < b.id ? -1 : 1),
  );
}
