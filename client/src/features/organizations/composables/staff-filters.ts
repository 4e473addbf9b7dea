import { computed } from "vue";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { flag, ids, text } from "#lib/url-state/codecs.ts";
import type { FilterField } from "#ui/filters/filters.ts";

/** Physicians and employees are looked for alike. */
export const staffFilterSpec = { search: text(), hospitalId: ids(), departmentId: ids(), isActive: flag() };

export function useStaffFilterFields(hospitalId: () => readonly string[] | undefined) {
  const { t } = useText();
  const places = useOrganizationFilters(hospitalId);
  return computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("organizations.search") },
    ...places.value,
    { key: "isActive", kind: "flag", label: t("organizations.active") },
  ]);
}

/** A file carries both names, whichever of them the screen shows. */
export const exportColumns = (shown: readonly string[]): string[] =>
  shown.flatMap((key) => (key === "name" ? ["nameEn", "nameAr"] : [key]));
