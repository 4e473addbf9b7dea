import { computed } from "vue";
import type { DepartmentOption } from "#entities/lookup/DepartmentLookup.vue";
import type { HospitalOption } from "#entities/lookup/HospitalLookup.vue";
import { AccessGrantableRolesDocument, type Role, type RoleGrantInput, type ScopeType } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useRoleText } from "./role-text.ts";

/** A role as the form holds it. */
export interface GrantValues {
  role: string | null;
  scopeType: string | null;
  hospital: HospitalOption | null;
  department: DepartmentOption | null;
}
export const noGrant = (): GrantValues => ({ role: null, scopeType: null, hospital: null, department: null });

export const toGrant = ({ role, scopeType, hospital, department }: GrantValues): RoleGrantInput => ({
  role: role as Role,
  scopeType: scopeType as ScopeType,
  hospitalId: scopeType === "HOSPITAL" ? hospital?.id : undefined,
  departmentId: scopeType === "DEPARTMENT" ? department?.id : undefined,
});

/** Two of the same would be refused. */
export const isSameGrant = (one: GrantValues, other: GrantValues): boolean =>
  JSON.stringify(toGrant(one)) === JSON.stringify(toGrant(other));

/** What the viewer may give, as the server says it. */
export function useGrantOptions(values: () => GrantValues) {
  const { t } = useText();
  const { roleName } = useRoleText();
  const { data } = useLiveQuery({ query: AccessGrantableRolesDocument, variables: {} });
  const reaches = computed(() => data.value?.grantableRoles ?? []);
  const roles = computed(() => reaches.value.map(({ role }) => ({ value: role, label: roleName(role) })));
  const scopes = computed(() => {
    const reach = reaches.value.find(({ role }) => role === values().role);
    const kinds = reach?.isGroupOnly ? ["GROUP"] : [...(reach?.isGroup ? ["GROUP"] : []), "HOSPITAL", "DEPARTMENT"];
    return (reach ? kinds : []).map((value) => ({ value, label: t(`access.scope.${value}`) }));
  });
  return { roles, scopes };
}
