import { ref } from "@mikro-orm/core";
import { newId, sql } from "../../core/index.ts";
import { Department } from "../department.entity.ts";
import type { Employee } from "../employee.entity.ts";
import { departmentKind, employeeKind } from "../member.kinds.ts";
import { addMember, changeMember, defined } from "../member.service.ts";
import { ancestors, loops, westernDigits } from "../organization.rules.ts";
import { readFlag, rowError, type ImportRow, type RowProblem } from "./csv.rules.ts";
import type { Planner, RowPlan } from "./import.plan.ts";
import { cell, codesIn, differs, existing, referred } from "./member.planners.ts";

const parentCode = (row: ImportRow): string => westernDigits(row.cells["parent_code"] ?? "");

/** Departments may lie below one of the same file; OR-10 holds for the tree as it would be afterwards. */
export const planDepartments: Planner = async (tx, hospital, rows) => {
  await sql(tx.em, "select 1 from hospital where id = $1 for update", [hospital.id]);
  const problems: RowProblem[] = [];
  const all = await tx.em.find(Department, { hospital: hospital.id });
  const byCode = new Map(all.map((department) => [department.code, department]));
  const managers = await existing(tx, employeeKind, hospital, codesIn(rows, "manager_number"));
  const { idOf, nodes } = treeAfter(all, rows);
  const inLoop = loops(nodes);

  const plans = rows.map((row): RowPlan & { depth: number } => {
    const known = byCode.get(row.key);
    const id = idOf.get(row.key) ?? newId();
    const parentId = idOf.get(parentCode(row));
    problems.push(...parentProblems(row, parentId, inLoop.has(id)));
    const fields = defined({
      code: row.key,
      nameAr: cell(row, "name_ar"),
      nameEn: cell(row, "name_en"),
      manager: referred<Employee>(row, "manager_number", managers, problems),
      isActive: readFlag(row, "active", problems),
    }) as Partial<Department>;
    const isMoved = parentId !== undefined && parentId !== known?.parent?.id;
    const outcome = !known ? "CREATED" : isMoved || differs(known, fields) ? "UPDATED" : "UNCHANGED";
    return {
      outcome,
      depth: ancestors(nodes, id).length,
      apply() {
        const parent = byCode.get(parentCode(row));
        const whole = { ...fields, ...(parent ? { parent: ref(parent) } : {}) };
        if (!known) byCode.set(row.key, addMember(tx, departmentKind, hospital, { id, ...whole }));
        else if (outcome === "UPDATED") changeMember(tx, departmentKind, known, whole);
      },
    };
  });
  // A new department has to be there before those below it.
  return { rows: plans.toSorted((a, b) => a.depth - b.depth), problems };
};

/** Ids by code, of what is there and what is new, and the tree as the file would make it. */
function treeAfter(all: readonly Department[], rows: readonly ImportRow[]) {
  const idOf = new Map(all.map(({ code, id }) => [code, id]));
  for (const { key } of rows) if (!idOf.has(key)) idOf.set(key, newId());
  const parents = new Map(all.map(({ id, parent }) => [id, parent?.id ?? null]));
  for (const row of rows) {
    const id = idOf.get(row.key) ?? row.key;
    parents.set(id, idOf.get(parentCode(row)) ?? parents.get(id) ?? null);
  }
  return { idOf, nodes: [...parents].map(([id, parentId]) => ({ id, parentId })) };
}

function parentProblems(row: ImportRow, parentId: string | undefined, isInLoop: boolean): RowProblem[] {
  if (parentCode(row) === "") return [];
  if (parentId === undefined) {
    return [
      rowError(
        row.number,
        "parent_code",
        "UNKNOWN_REFERENCE",
        "Nothing has this code here.",
        "لا يوجد عنصر بهذا الرمز هنا.",
      ),
    ];
  }
  if (!isInLoop) return [];
  return [
    rowError(
      row.number,
      "parent_code",
      "CYCLE",
      "A department cannot lie below itself.",
      "لا يمكن أن يتبع القسم نفسه أو أحد فروعه.",
    ),
  ];
}
