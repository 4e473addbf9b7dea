import { containing } from "../core/index.ts";
import { westernDigits } from "./organization.rules.ts";
import type { OrganizationFilter } from "./organization.inputs.ts";

/** The condition of a list of departments, physicians or employees. `number` is the property that carries their number. */
export function memberFilter(
  filter: OrganizationFilter | undefined,
  number: string,
  department: "id" | "department",
): object {
  const search = filter?.search?.trim();
  const text = search ? { $ilike: containing(search) } : undefined;
  return {
    ...(text
      ? { $or: [{ [number]: { $ilike: containing(westernDigits(search ?? "")) } }, { nameAr: text }, { nameEn: text }] }
      : {}),
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.departmentId ? { [department]: { $in: filter.departmentId } } : {}),
    ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
  };
}
