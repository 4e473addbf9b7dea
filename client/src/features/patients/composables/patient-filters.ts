import { computed } from "vue";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import type { PatientFilter } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { choice, flag, ids } from "#lib/url-state/codecs.ts";
import type { UrlStateOf } from "#lib/url-state/url-state.ts";
import type { FilterField } from "#ui/filters/filters.ts";

/** MRN, name, phone and id are searched too, but never stand in an address: proxies and histories would keep them. */
export const patientFilterSpec = { hospitalId: ids(), language: choice(["AR", "EN"]), hasContactConsent: flag() };
export type PatientFilterState = UrlStateOf<typeof patientFilterSpec>;

export type SearchBy = "mrn" | "name" | "mobile" | "nationalId";
export interface ExactSearch {
  by: SearchBy;
  text: string;
}

export function toPatientFilter(state: PatientFilterState, search: ExactSearch | null): PatientFilter {
  return { ...state, ...(search ? { [search.by]: search.text } : {}) };
}

export function usePatientFilterFields(hospitalId: () => readonly string[] | undefined) {
  const { t } = useText();
  const places = useOrganizationFilters(hospitalId);
  return computed<FilterField[]>(() => [
    ...places.value.filter(({ key }) => key === "hospitalId"),
    {
      key: "language",
      kind: "choice",
      label: t("patients.language"),
      options: (["AR", "EN"] as const).map((value) => ({ value, label: t(`entities.language.${value}`) })),
    },
    { key: "hasContactConsent", kind: "flag", label: t("patients.consent") },
  ]);
}
