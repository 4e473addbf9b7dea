import { Filter } from "@mikro-orm/decorators/legacy";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Scope } from "../policy/scope.ts";

export const scopeFilter = "scope";

export interface ScopeColumns {
  /** Property that refers to the hospital (or "id" on the hospital itself). */
  readonly hospital?: string;
  /** Property that is an array of hospital ids. */
  readonly hospitals?: string;
  /** Property that refers to one department, or an array of department ids with `departments`. */
  readonly department?: string;
  readonly departments?: string;
  readonly physician?: string;
  readonly physicians?: string;
  /** Properties that refer to users whose own the row is: who has it, who made it. */
  readonly owner?: string | readonly string[];
  /** Rows without a hospital belong to the group and are visible to everyone with the permission (templates, rules). */
  readonly isGroupRowVisible?: boolean;
  /** Reference data: visible to everyone who belongs to the hospital in any way. */
  readonly isReference?: boolean;
}

type Condition = { [property: string]: unknown };

export function scopeCondition(scope: Scope, columns: ScopeColumns): Condition {
  if (scope.all) return {};
  const hospitals = columns.isReference ? scope.homeHospitalIds : scope.hospitalIds;
  const any: Condition[] = [];
  if (columns.hospital) any.push({ [columns.hospital]: { $in: hospitals } });
  if (columns.hospitals) any.push({ [columns.hospitals]: { $overlap: hospitals } });
  if (columns.department) any.push({ [columns.department]: { $in: scope.departmentIds } });
  if (columns.departments) any.push({ [columns.departments]: { $overlap: scope.departmentIds } });
  if (columns.physician) any.push({ [columns.physician]: { $in: scope.physicianIds } });
  if (columns.physicians) any.push({ [columns.physicians]: { $overlap: scope.physicianIds } });
  if (scope.userId) for (const owner of [columns.owner ?? []].flat()) any.push({ [owner]: scope.userId });
  if (columns.hospital && columns.isGroupRowVisible) any.push({ [columns.hospital]: null });
  return { $or: any };
}

/**
 * Second net of P2: puts the scope filter on an entity. It is strict: an entity manager for which no scope was set
 * throws instead of reading everything. It does not reach raw SQL (`scopeSql` does).
 */
export function Scoped(columns: ScopeColumns): ClassDecorator {
  return Filter({
    name: scopeFilter,
    default: true,
    args: true,
    cond: ((args: { scope?: Scope }) => {
      if (!args.scope) throw new Error("an entity manager without a scope may not read scoped rows");
      return scopeCondition(args.scope, columns);
    }) as never,
  }) as ClassDecorator;
}

export function scopedFork(em: EntityManager, scope: Scope): EntityManager {
  const fork = em.fork();
  fork.setFilterParams(scopeFilter, { scope });
  return fork;
}

/** The same scope for raw SQL: a condition over the given columns; parameters are appended to `parameters`. */
export function scopeSql(
  scope: Scope,
  columns: { hospital: string; department?: string; physician?: string; owner?: string },
  parameters: unknown[],
): string {
  if (scope.all) return "true";
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const any = [`${columns.hospital} = any(${bind(scope.hospitalIds)}::uuid[])`];
  if (columns.department) any.push(`${columns.department} = any(${bind(scope.departmentIds)}::uuid[])`);
  if (columns.physician) any.push(`${columns.physician} = any(${bind(scope.physicianIds)}::uuid[])`);
  if (columns.owner && scope.userId) any.push(`${columns.owner} = ${bind(scope.userId)}::uuid`);
  return `(${any.join(" or ")})`;
}
