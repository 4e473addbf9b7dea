import { computed, type MaybeRefOrGetter, toValue } from "vue";
import { OrganizationOptionsDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterField } from "#ui/filters/filters.ts";

/** The filters by place that every list has. Departments are those of the chosen hospitals. */
export function useOrganizationFilters(hospitalId: MaybeRefOrGetter<readonly string[] | undefined>) {
  const { t, name } = useText();
  const { data } = useLiveQuery({
    query: OrganizationOptionsDocument,
    variables: () => ({ hospitalIds: toValue(hospitalId)?.length ? toValue(hospitalId) : null }),
  });
  return computed<FilterField[]>(() => {
    const hospitals = data.value?.hospitals.nodes ?? [];
    const departments = data.value?.departments.nodes ?? [];
    const isMany = hospitals.length > 1;
    const fields: FilterField[] = [
      {
        key: "departmentId",
        label: t("entities.department"),
        kind: "choices",
        options: departments.map((each) => ({
          value: each.id,
          // “Emergency” exists in each hospital: its name alone would not say which.
          label:
            isMany && each.hospital
              ? t("entities.departmentOf", { department: name(each), hospital: name(each.hospital) })
              : name(each),
        })),
      },
    ];
    if (!isMany) return fields;
    const options = hospitals.map((each) => ({ value: each.id, label: name(each) }));
    return [{ key: "hospitalId", label: t("entities.hospital"), kind: "choices", options }, ...fields];
  });
}
