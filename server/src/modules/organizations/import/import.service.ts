import { covers, findVisible, forbidden, standing, type Permission, type Tx } from "../../core/index.ts";
import { Hospital } from "../hospital.entity.ts";
import { planDepartments } from "./department.planner.ts";
import { readCsv, type RowProblem } from "./csv.rules.ts";
import { importColumns, ImportKind } from "./import.columns.ts";
import type { Planner, RowOutcome } from "./import.plan.ts";
import { planEmployees, planPhysicians } from "./member.planners.ts";
import { planPatients } from "./patient.planner.ts";

interface ImportSubject {
  readonly permission: Permission;
  readonly target: "Department" | "Physician" | "Employee" | "Patient";
  readonly plan: Planner;
}

export const importSubjects: Readonly<Record<ImportKind, ImportSubject>> = {
  DEPARTMENTS: { permission: "department.manage", target: "Department", plan: planDepartments },
  PHYSICIANS: { permission: "physician.manage", target: "Physician", plan: planPhysicians },
  EMPLOYEES: { permission: "employee.manage", target: "Employee", plan: planEmployees },
  PATIENTS: { permission: "patient.manage", target: "Patient", plan: planPatients },
};

export interface ImportRequest {
  readonly hospitalId: string;
  readonly csv: string;
  readonly isDryRun: boolean;
  readonly acceptWarnings?: readonly string[];
}

export interface ImportOutcome {
  readonly isSaved: boolean;
  readonly rowCount: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of the rows. */
  readonly problems: readonly RowProblem[];
}

/**
 * OR-15: all rows or none, in one transaction. A dry run says what would become of each row. Importing the same file again
 * changes nothing, because rows are known by their natural key.
 */
export async function importRows(tx: Tx, kind: ImportKind, request: ImportRequest): Promise<ImportOutcome> {
  const { hospitalId, isDryRun, acceptWarnings = [] } = request;
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  const hospital = await findVisible(tx.em, Hospital, hospitalId);
  const subject = importSubjects[kind];
  const file = readCsv(request.csv, importColumns[kind]);
  const plan = await subject.plan(tx, hospital, file.rows);
  const problems = [...file.problems, ...plan.problems].sort((a, b) => a.row - b.row);
  const isSaved = !isDryRun && standing(problems, acceptWarnings).length === 0;
  const count = (outcome: RowOutcome) => plan.rows.filter((row) => row.outcome === outcome).length;
  const counts = {
    rowCount: file.rows.length,
    created: count("CREATED"),
    updated: count("UPDATED"),
    unchanged: count("UNCHANGED"),
  };
  if (isSaved) {
    for (const row of plan.rows) row.apply(acceptWarnings);
    tx.audit({
      action: `${subject.target.toLowerCase()}.imported`,
      targetType: "Hospital",
      targetId: hospitalId,
      hospitalId,
      after: { ...counts, ...(acceptWarnings.length > 0 ? { acceptedWarnings: acceptWarnings } : {}) },
    });
  }
  return { ...counts, isSaved, problems };
}
