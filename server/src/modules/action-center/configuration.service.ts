import { ref } from "@mikro-orm/core";
import { covers, failure, forbidden, type Tx } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";

/** Rows of the group belong to those who reach the whole group; a hospital's to those who reach it wholly. */
export function assertMayConfigure(tx: Tx, hospitalId: string | null): void {
  const isWithin = hospitalId ? covers(tx.scope, { hospitalId }) : tx.scope.all;
  if (!isWithin) throw forbidden();
}

export interface PlaceFields {
  readonly hospitalId?: string | null;
  readonly departmentId?: string | null;
}

/** A department comes with its hospital, so that a rule for it is found by both. */
export async function resolvePlace(tx: Tx, fields: PlaceFields) {
  const department = fields.departmentId ? await tx.em.findOne(Department, { id: fields.departmentId }) : null;
  if (fields.departmentId && !department) throw unknown("departmentId");
  const hospitalId = fields.hospitalId ?? department?.hospital.id ?? null;
  if (hospitalId && !(await tx.em.findOne(Hospital, { id: hospitalId }))) throw unknown("hospitalId");
  if (department && department.hospital.id !== hospitalId) throw unknown("departmentId");
  return {
    hospital: hospitalId ? ref(Hospital, hospitalId) : null,
    department: department ? ref(Department, department.id) : null,
  };
}

const unknown = (field: string) =>
  failure("UNKNOWN_PLACE", "Choose a hospital, or a department of it.", "اختر مستشفى أو أحد أقسامه.", [field]);

export function assertRange(value: number | null | undefined, least: number, most: number, field: string): void {
  if (value == null || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw failure(
    "OUT_OF_RANGE",
    `Give a whole number from ${least} to ${most}.`,
    `أدخل عددًا صحيحًا من ${least} إلى ${most}.`,
    [field],
  );
}
