import { computed } from "vue";
import {
  ComplaintCategoryTreeDocument,
  SlaPolicyChoicesDocument,
  type SlaTermsFieldsFragment,
} from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { type Bilingual, useText } from "#lib/i18n/use-text.ts";
import { can } from "#lib/permissions/permissions.ts";
import { TARGETS } from "./codes.ts";
import { shownAmount } from "./terms.ts";
import type { VersionLine } from "./version-lines.ts";

type Target = SlaTermsFieldsFragment["targets"][number];

/** What a version of a policy says, line by line; names are those of today. */
export function usePolicyLines() {
  const { t, tn, name, number, percent } = useText();
  const choices = useLiveQuery({ query: SlaPolicyChoicesDocument, variables: {} });
  const tree = useLiveQuery({
    query: ComplaintCategoryTreeDocument,
    variables: {},
    pause: () => !can("complaint.read"),
  });
  const named = computed(() => {
    const rows = [
      ...(choices.data.value?.businessCalendars.nodes ?? []),
      ...(choices.data.value?.escalationChains.nodes ?? []),
      ...(tree.data.value?.complaintCategories ?? []),
    ];
    return new Map<string, Bilingual>(rows.map((row) => [row.id, row]));
  });
  const nameOf = (id: string) => name(named.value.get(id)) || t("sla.versions.gone");
  const amountOf = (terms: Pick<Target, "amount" | "unit">) => {
    const { amount, unit } = shownAmount(terms);
    return tn(`sla.amount.${unit}`, amount);
  };
  function within(target: Target | undefined): string {
    if (!target) return t("sla.versions.noTarget");
    const { beforeMinutes, atPercent } = target.reminder;
    const amount = amountOf(target);
    if (beforeMinutes)
      return t("sla.versions.remindedBefore", { amount, time: amountOf({ amount: beforeMinutes, unit: "MINUTES" }) });
    return atPercent ? t("sla.versions.remindedAt", { amount, percent: percent(atPercent) }) : amount;
  }
  const all = (texts: readonly string[]) => texts.join(t("ui.comma")) || t("sla.versions.all");

  return (terms: SlaTermsFieldsFragment): VersionLine[] => {
    const { match, targets, maxPauseMinutes, reopenDays, calendarId, chainId } = terms;
    const levels = (codes: readonly string[]) => all(codes.map((code) => t(`entities.priority.${code}`)));
    const line = (key: string, text: string): VersionLine => ({ key, label: t(`sla.policy.${key}`), text });
    return [
      ...TARGETS.map((target) => ({
        key: target,
        label: t(`sla.target.${target}`),
        text: within(targets.find((one) => one.target === target)),
      })),
      line("sources", all(match.sources.map((code) => t(`sla.source.${code}`)))),
      line("severities", levels(match.severities)),
      line("priorities", levels(match.priorities)),
      line("categories", all(match.categoryIds.map(nameOf))),
      line("calendar", calendarId ? nameOf(calendarId) : t("sla.default")),
      line("chain", chainId ? nameOf(chainId) : t("sla.default")),
      line(
        "maxPause",
        maxPauseMinutes === null || maxPauseMinutes === undefined
          ? t("sla.versions.noLimit")
          : number(maxPauseMinutes / 60),
      ),
      line("reopenDays", number(reopenDays)),
    ];
  };
}
