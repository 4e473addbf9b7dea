import { computed } from "vue";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { SLA_OUTCOMES } from "./outcome.ts";

/** The same filter in each list of cases. */
export function useOutcomeFilter() {
  const { t } = useText();
  return computed<FilterField>(() => ({
    key: "slaOutcome",
    kind: "choices",
    isRare: true,
    label: t("entities.slaOutcome.label"),
    options: SLA_OUTCOMES.map((value) => ({ value, label: t(`entities.slaOutcome.${value}`) })),
  }));
}
