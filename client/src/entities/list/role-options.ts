import { computed } from "vue";
import type { Role } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

/** The roles whose people work in the console. */
const ROLES = [
  "PX_ADMIN",
  "PX_COORDINATOR",
  "HOSPITAL_ADMIN",
  "DEPARTMENT_MANAGER",
  "PHYSICIAN",
  "STAFF",
  "CALL_CENTER_AGENT",
  "EXECUTIVE",
  "ANALYST",
] as const satisfies readonly Role[];

export function useRoleOptions() {
  const { t } = useText();
  return computed(() => ROLES.map((value) => ({ value, label: t(`app.roles.${value}`) })));
}
