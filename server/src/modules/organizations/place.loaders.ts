import { byId, loader, unscoped } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { Patient } from "./patient.entity.ts";
import { Physician } from "./physician.entity.ts";

/** What a row that the caller sees points to. Names of places and physicians belong to the row; a patient has a right of its own. */
export const hospitalOf = loader<Hospital | null>(
  async (context, ids) => byId(await unscoped(context).find(Hospital, { id: { $in: [...ids] } })),
  null,
);

export const departmentOf = loader<Department | null>(
  async (context, ids) => byId(await unscoped(context).find(Department, { id: { $in: [...ids] } })),
  null,
);

export const physicianOf = loader<Physician | null>(
  async (context, ids) => byId(await unscoped(context).find(Physician, { id: { $in: [...ids] } })),
  null,
);

/** Only with the right to see patients; the identity is masked or audited by the patient's own resolver. */
export const patientOf = loader<Patient | null>(async (context, ids) => {
  if (!context.may("patient.read")) return new Map();
  return byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } }));
}, null);
