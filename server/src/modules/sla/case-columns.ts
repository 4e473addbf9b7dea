import { personBehind } from "../accounts/index.ts";
import { nameCell, yesNo, type Bilingual, type ListColumn } from "../core/index.ts";
import { departmentOf, hospitalOf, physicianOf } from "../organizations/index.ts";
import { isOverdue } from "./case.rules.ts";
import { lateColumn, outcomeColumn } from "./deadline-columns.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

interface Reference {
  readonly id: string;
}
interface ListedCase {
  readonly id: string;
  readonly hospital: Reference;
  readonly department?: Reference | null;
  readonly physician?: Reference | null;
  readonly assignee?: Reference | null;
  readonly dueAt?: Date | null;
  readonly closedAt?: Date | null;
}

/**
 * The columns that exported lists of cases have in common; each list puts them in its own order. `overdue`: the word for it, as
 * Arabic has one for each gender.
 */
export function caseColumns<Case extends ListedCase>(kindOf: (one: Case) => SlaCaseKind, overdue: Bilingual) {
  return {
    due: { key: "due", header: { en: "Due", ar: "الاستحقاق" }, value: ({ dueAt }) => dueAt },
    overdue: {
      key: "overdue",
      shownIn: "due",
      header: overdue,
      value: (one, context) => yesNo(isOverdue(one, context.kernel.clock())),
    },
    late: lateColumn(kindOf),
    outcome: outcomeColumn(kindOf),
    assignee: {
      key: "assignee",
      header: { en: "Owner", ar: "المسؤول" },
      value: async ({ assignee }, context) => nameCell(await personBehind(context, assignee), context),
    },
    hospital: {
      key: "hospital",
      shownIn: "department",
      header: { en: "Hospital", ar: "المستشفى" },
      value: async ({ hospital }, context) => nameCell(await hospitalOf(context, hospital.id), context),
    },
    department: {
      key: "department",
      header: { en: "Department", ar: "القسم" },
      value: async ({ department }, context) =>
        department ? nameCell(await departmentOf(context, department.id), context) : null,
    },
    physician: {
      key: "physician",
      header: { en: "Physician", ar: "الطبيب" },
      value: async ({ physician }, context) =>
        physician ? nameCell(await physicianOf(context, physician.id), context) : null,
    },
  } as const satisfies Readonly<Record<string, ListColumn<Case>>>;
}

/** How far a case rose; for rows that keep the level. */
export const levelColumn = {
  key: "level",
  shownIn: "due",
  header: { en: "Escalation level", ar: "مستوى التصعيد" },
  value: ({ escalationLevel }: { readonly escalationLevel: number }) => escalationLevel,
};
