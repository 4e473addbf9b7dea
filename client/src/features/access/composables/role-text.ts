import type { AccessUserRowFragment, Role } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

type RoleRow = AccessUserRowFragment["roles"][number];

/** A role and how far it reaches, in words. */
export function useRoleText() {
  const { t, name } = useText();
  return {
    roleName: (role: Role) => t(`app.roles.${role}`),
    placeOf: ({ scopeType, hospital, department }: Pick<RoleRow, "scopeType" | "hospital" | "department">) => {
      if (scopeType === "GROUP") return t("app.group");
      if (scopeType === "HOSPITAL" || !department) return name(hospital) || t("access.elsewhere");
      return t("entities.departmentOf", { department: name(department), hospital: name(hospital) });
    },
  };
}
