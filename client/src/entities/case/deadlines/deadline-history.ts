import type { DeadlineHistoryFragment } from "#generated/graphql.ts";
import type { useText } from "#lib/i18n/use-text.ts";

type Text = Pick<ReturnType<typeof useText>, "t" | "te" | "duration" | "date" | "isolate">;

/** The server's codes in words (“LATE 30”, “BY_HAND STAND_IN”); what somebody wrote stays as it is. */
export function noteInWords(note: string, { t, te, duration }: Text): string {
  const codes = [...note.matchAll(/([A-Z][A-Z_]*)(?: (\d+))?(?: |$)/gy)];
  const isCode = ([, code]: RegExpExecArray) => te(`sla.clock.note.${code}`);
  if (codes.map(([whole]) => whole).join("") !== note || !codes.every(isCode)) return note;
  return codes
    .map(([, code, minutes]) => t(`sla.clock.note.${code}`, { time: duration(Number(minutes ?? 0) * 60_000) }))
    .join(" ");
}

/** What a line says below its title: where the deadline went, and why. */
export function historyNote(entry: DeadlineHistoryFragment, text: Text, zone: string): string | null {
  const { t, date, isolate } = text;
  const on = (at: string | null | undefined) => (at ? isolate(date(at, "dateTime", zone)) : "");
  const { dueBefore, dueAfter, note } = entry;
  const key = dueBefore ? (dueAfter ? "moved" : "wasDue") : dueAfter ? "due" : null;
  const moved = key && t(`sla.clock.dates.${key}`, { from: on(dueBefore), to: on(dueAfter) });
  return [moved, note && noteInWords(note, text)].filter(Boolean).join("\n") || null;
}
