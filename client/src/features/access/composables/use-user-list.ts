import { computed } from "vue";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { AccessUserListDocument, type AccessUserRowFragment, type UserKind } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { choices, ids, text } from "#lib/url-state/codecs.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";

export type UserRow = AccessUserRowFragment;

const STATUSES = ["ACTIVE", "INVITED", "LOCKED", "INACTIVE"] as const;
export const PERSON_ROLES = [
  "PX_ADMIN",
  "PX_COORDINATOR",
  "HOSPITAL_ADMIN",
  "DEPARTMENT_MANAGER",
  "PHYSICIAN",
  "STAFF",
  "CALL_CENTER_AGENT",
  "EXECUTIVE",
  "ANALYST",
] as const;

const spec = { search: text(), status: choices(STATUSES), role: choices(PERSON_ROLES), hospitalId: ids() };

export function useUserList(kind: UserKind) {
  const { t, language } = useText();
  const list = useCursorList(
    spec,
    {
      fields: ["NAME_EN", "NAME_AR", "EMAIL", "LAST_LOGIN_AT"],
      initial: { field: language.value === "ar" ? "NAME_AR" : "NAME_EN", direction: "ASC" },
    },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => ({ ...list.filterState.value, kind }));
  const query = useLiveQuery({
    query: AccessUserListDocument,
    variables: () => ({ ...list.pageArguments.value, filter: filter.value }),
  });
  const places = useOrganizationFilters(() => undefined);
  const options = (keys: readonly string[], base: string) =>
    keys.map((value) => ({ value, label: t(`${base}.${value}`) }));
  const fields = computed<FilterField[]>(() => [
    { key: "search", kind: "search", label: t("access.users.search") },
    {
      key: "status",
      kind: "choices",
      label: t("access.users.status"),
      options: options(kind === "PERSON" ? STATUSES : ["ACTIVE", "INACTIVE"], "access.status"),
    },
    ...(kind === "PERSON"
      ? [
          {
            key: "role",
            kind: "choices" as const,
            label: t("access.users.role"),
            options: options(PERSON_ROLES, "app.roles"),
          },
        ]
      : []),
    ...places.value.filter((field) => field.key === "hospitalId"),
  ]);
  return { list, filter, query, fields, page: computed(() => query.data.value?.users ?? null) };
}
