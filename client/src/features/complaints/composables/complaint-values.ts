import type { DepartmentOption } from "#entities/lookup/DepartmentLookup.vue";
import type { StaffOption } from "#entities/lookup/StaffLookup.vue";
import type { Category } from "#entities/complaint/category-tree.ts";
import type {
  ComplaintAssigneesQuery,
  ComplaintForEditQuery,
  CreateComplaintInput,
  LookupHospitalsQuery,
  LookupPatientsQuery,
  UpdateComplaintInput,
} from "#generated/graphql.ts";
import { instantAt } from "#lib/i18n/zones.ts";

type Editable = NonNullable<ComplaintForEditQuery["complaint"]>;

/** What the form edits: names are those of the mutation's input, so that its errors find their fields; ids are still things. */
export interface ComplaintValues {
  patientId: LookupPatientsQuery["byMrn"]["nodes"][number] | null;
  isAnonymous: boolean;
  relation: string;
  complainantName: string;
  complainantMobile: string;
  complainantEmail: string;
  language: string;
  categoryId: Category | null;
  severity: string | null;
  priority: string;
  subject: string;
  description: string;
  hospitalId: LookupHospitalsQuery["hospitals"]["nodes"][number] | null;
  departmentId: DepartmentOption | null;
  physicianId: StaffOption | null;
  stageInstanceId: string | null;
  encounterId: string;
  source: string | null;
  externalReference: string;
  receivedDay: string;
  receivedTime: string;
  assigneeId: ComplaintAssigneesQuery["people"]["nodes"][number] | null;
}

/** May be kept in the tab: no person, and no word about one. */
export const KEPT_FIELDS = [
  "isAnonymous",
  "relation",
  "language",
  "categoryId",
  "severity",
  "priority",
  "hospitalId",
  "departmentId",
  "physicianId",
  "source",
] as const;

export const emptyValues = (language: string, hospital: ComplaintValues["hospitalId"]): ComplaintValues => ({
  patientId: null,
  isAnonymous: false,
  relation: "PATIENT",
  complainantName: "",
  complainantMobile: "",
  complainantEmail: "",
  language,
  categoryId: null,
  severity: null,
  priority: "MEDIUM",
  subject: "",
  description: "",
  hospitalId: hospital,
  departmentId: null,
  physicianId: null,
  stageInstanceId: null,
  encounterId: "",
  source: "CALL_CENTER",
  externalReference: "",
  receivedDay: "",
  receivedTime: "",
  assigneeId: null,
});

export function valuesOf(complaint: Editable): ComplaintValues {
  return {
    ...emptyValues(complaint.language, complaint.hospital),
    patientId: complaint.patient ?? null,
    isAnonymous: complaint.isAnonymous,
    relation: complaint.relation,
    complainantName: complaint.complainant?.name ?? "",
    complainantMobile: complaint.complainant?.mobile ?? "",
    complainantEmail: complaint.complainant?.email ?? "",
    categoryId: complaint.categoryPath.at(-1) ?? null,
    severity: complaint.severity,
    priority: complaint.priority,
    subject: complaint.subject,
    description: complaint.description ?? "",
    departmentId: complaint.department ?? null,
    physicianId: complaint.physician ?? null,
    encounterId: complaint.encounterId ?? "",
    source: complaint.source,
    externalReference: complaint.externalReference ?? "",
  };
}

const idOf = (thing: { id: string } | null | undefined) => thing?.id ?? null;

/** The moment that was typed; null leaves it to the server, for which it is now. */
export function receivedAtOf(values: Pick<ComplaintValues, "receivedDay" | "receivedTime">, zone: string) {
  if (!values.receivedDay) return null;
  return instantAt(values.receivedDay, values.receivedTime || "00:00", zone);
}

export function createInput(values: ComplaintValues, zone: string, clientMutationId: string): CreateComplaintInput {
  const { receivedDay: _day, receivedTime: _time, isAnonymous, ...rest } = values;
  return {
    ...rest,
    isAnonymous,
    clientMutationId,
    hospitalId: values.hospitalId?.id ?? "",
    patientId: isAnonymous ? null : idOf(values.patientId),
    categoryId: idOf(values.categoryId),
    departmentId: idOf(values.departmentId),
    physicianId: idOf(values.physicianId),
    assigneeId: idOf(values.assigneeId),
    complainantName: isAnonymous ? null : values.complainantName || null,
    complainantMobile: isAnonymous ? null : values.complainantMobile || null,
    complainantEmail: isAnonymous ? null : values.complainantEmail || null,
    encounterId: values.encounterId || null,
    externalReference: values.externalReference || null,
    receivedAt: receivedAtOf(values, zone),
  } as CreateComplaintInput;
}

const THINGS = ["patientId", "categoryId", "departmentId", "physicianId"] as const;
const OPTIONAL_TEXTS = [
  "complainantName",
  "complainantMobile",
  "complainantEmail",
  "encounterId",
  "externalReference",
] as const;
const PLAIN = [
  "isAnonymous",
  "relation",
  "language",
  "severity",
  "priority",
  "subject",
  "description",
  "stageInstanceId",
] as const;

/** Only what was changed: a masked name that nobody touched is never written back. */
export function updateInput(id: string, version: number, changes: Partial<ComplaintValues>): UpdateComplaintInput {
  const input: Record<string, unknown> = { id, version };
  for (const key of THINGS) if (key in changes) input[key] = idOf(changes[key]);
  for (const key of OPTIONAL_TEXTS) if (key in changes) input[key] = changes[key] || null;
  for (const key of PLAIN) if (key in changes) input[key] = changes[key];
  return input as unknown as UpdateComplaintInput;
}
