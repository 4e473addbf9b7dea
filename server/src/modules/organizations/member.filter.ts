import { searchCondition } from "../core/index.ts";
import type { OrganizationFilter } from "./organization.inputs.ts";

/** The condition of a list of departments, physicians or employees. `number` is the column that carries their number. */
export function memberFilter(
  filter: OrganizationFilter | undefined,
  number: string,
  department: "id" | "department",
): object {
  return {
    ...searchCondition([number, "name_en", "name_ar"], filter?.search),
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.departmentId ? { [department]: { $in: filter.departmentId } } : {}),
    ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
  };
}
