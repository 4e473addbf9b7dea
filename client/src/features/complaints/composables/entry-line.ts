import type { ComplaintEntryFieldsFragment } from "#generated/graphql.ts";
import { overdueLine, withTarget } from "#entities/case/deadlines/overdue-line.ts";
import type { useText } from "#lib/i18n/use-text.ts";

type Text = Pick<ReturnType<typeof useText>, "t" | "te" | "name" | "number" | "isolate" | "date">;

/** One line of the timeline as a sentence: who did what. */
export function entryLine(entry: ComplaintEntryFieldsFragment, text: Text, zone: string): string {
  if (entry.kind === "BREACHED") return overdueLine(entry, text, zone);
  const { t, te, name, number, isolate } = text;
  const who = name(entry.actor) || t("complaints.entry.system");
  const key = `complaints.entry.${entry.kind}`;
  const line = t(te(key) ? key : "complaints.entry.other", {
    who: isolate(who),
    owner: isolate(name(entry.assignee)),
    status: entry.toStatus ? t(`entities.complaintStatus.${entry.toStatus}`) : "",
    level: number(entry.escalationLevel ?? 0),
    channel: entry.channel ? t(`entities.channel.${entry.channel}`) : "",
  });
  return withTarget(line, entry, text);
}
