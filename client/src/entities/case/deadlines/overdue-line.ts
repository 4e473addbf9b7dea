import type { useText } from "#lib/i18n/use-text.ts";

interface Missed {
  readonly target?: string | null;
  readonly dueAt?: string | null;
}

/** A target that was not met in time, as a line of the timeline: which, and when it had been due. */
export function overdueLine(
  { target, dueAt }: Missed,
  { t, date, isolate }: Pick<ReturnType<typeof useText>, "t" | "date" | "isolate">,
  zone?: string | null,
): string {
  const due = dueAt ? isolate(date(dueAt, "dateTime", zone)) : "";
  return t("sla.clock.becameOverdue", { target: target ? t(`sla.clock.target.${target}`) : "", due });
}

/** A line about one deadline of several names it: two that rise together would else read the same. */
export const withTarget = (
  line: string,
  { target }: Pick<Missed, "target">,
  { t }: Pick<ReturnType<typeof useText>, "t">,
): string => (target ? `${line} · ${t(`sla.clock.target.${target}`)}` : line);
