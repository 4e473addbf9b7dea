import { ref, type FilterQuery, type Ref } from "@mikro-orm/core";
import type { Tx } from "../../core/index.ts";
import type { Hospital } from "../hospital.entity.ts";
import { departmentKind, employeeKind, physicianKind } from "../member.kinds.ts";
import { addMember, changeMember, defined, type Member, type MemberKind } from "../member.service.ts";
import { westernDigits } from "../organization.rules.ts";
import { readFlag, rowError, type ImportRow, type RowProblem } from "./csv.rules.ts";
import type { Planner, RowPlan } from "./import.plan.ts";

/** A blank cell changes nothing: a file with fewer columns must not empty the others. */
export const cell = (row: ImportRow, name: string): string | undefined => row.cells[name] || undefined;

export async function existing<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  hospital: Hospital,
  numbers: readonly string[],
): Promise<Map<string, Entity>> {
  const where = {
    hospital: hospital.id,
    [kind.number]: { $in: [...new Set(numbers)] },
  } as unknown as FilterQuery<Entity>;
  const rows = (await tx.em.find(kind.entity, where)) as unknown as Entity[];
  return new Map(rows.map((row) => [String(row[kind.number]), row]));
}

export function differs<Entity extends Member>(row: Entity, fields: Partial<Entity>): boolean {
  const plain = (value: unknown) =>
    value && typeof value === "object" && "id" in value ? (value as { id: unknown }).id : (value ?? null);
  return Object.entries(fields).some(([key, value]) => plain(row[key as keyof Entity]) !== plain(value));
}

function planRow<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  hospital: Hospital,
  row: Entity | undefined,
  fields: Partial<Entity>,
): RowPlan {
  if (!row) return { outcome: "CREATED", apply: () => void addMember(tx, kind, hospital, fields) };
  if (!differs(row, fields)) return { outcome: "UNCHANGED", apply: () => undefined };
  return { outcome: "UPDATED", apply: () => void changeMember(tx, kind, row, fields) };
}

export function referred<Target extends object>(
  row: ImportRow,
  name: string,
  known: ReadonlyMap<string, Target>,
  problems: RowProblem[],
): Ref<Target> | undefined {
  const code = westernDigits(row.cells[name] ?? "");
  if (code === "") return undefined;
  const found = known.get(code);
  if (found) return ref(found) as Ref<Target>;
  problems.push(
    rowError(row.number, name, "UNKNOWN_REFERENCE", "Nothing has this code here.", "لا يوجد عنصر بهذا الرمز هنا."),
  );
  return undefined;
}

export const codesIn = (rows: readonly ImportRow[], name: string) =>
  rows.map((row) => westernDigits(row.cells[name] ?? ""));

const staffPlanner =
  <Person extends Member>(kind: MemberKind<Person>, texts: Readonly<Record<string, string>>): Planner =>
  async (tx, hospital, rows) => {
    const problems: RowProblem[] = [];
    const known = await existing(
      tx,
      kind,
      hospital,
      rows.map(({ key }) => key),
    );
    const departments = await existing(tx, departmentKind, hospital, codesIn(rows, "department_code"));
    const plans = rows.map((row) => {
      const fields = defined({
        [kind.number]: row.key,
        nameAr: cell(row, "name_ar"),
        nameEn: cell(row, "name_en"),
        ...Object.fromEntries(Object.entries(texts).map(([property, name]) => [property, cell(row, name)])),
        department: referred(row, "department_code", departments, problems),
        isActive: readFlag(row, "active", problems),
      });
      return planRow(tx, kind, hospital, known.get(row.key), fields as unknown as Partial<Person>);
    });
    return { rows: plans, problems };
  };

export const planPhysicians = staffPlanner(physicianKind, { specialtyAr: "specialty_ar", specialtyEn: "specialty_en" });
export const planEmployees = staffPlanner(employeeKind, {
  email: "email",
  jobTitleAr: "job_title_ar",
  jobTitleEn: "job_title_en",
});
