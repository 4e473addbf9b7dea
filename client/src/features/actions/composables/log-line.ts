import type { PxActionLogFieldsFragment } from "#generated/graphql.ts";
import { overdueLine } from "#entities/case/deadlines/overdue-line.ts";
import type { useText } from "#lib/i18n/use-text.ts";

/** One entry of the log as a sentence: who did what. The system's own steps name the rule that acted. */
export function logLine(
  entry: PxActionLogFieldsFragment,
  text: Pick<ReturnType<typeof useText>, "t" | "te" | "name" | "number" | "isolate" | "either" | "date">,
  zone?: string,
): string {
  if (entry.kind === "BREACHED") return overdueLine(entry, text, zone);
  // Without a person it was a rule of the system; the technical label of the job helps nobody on the ward.
  const who = text.name(entry.actor) || text.t("actions.log.system");
  const key = `actions.log.${entry.kind}`;
  return text.t(text.te(key) ? key : "actions.log.other", {
    who: text.isolate(who),
    status: entry.toStatus ? text.t(`entities.actionStatus.${entry.toStatus}`) : "",
    item: text.isolate(text.either(entry.check?.textAr, entry.check?.textEn)),
    level: text.number(entry.escalationLevel ?? 0),
  });
}
