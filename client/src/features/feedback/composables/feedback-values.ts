import type { DepartmentOption } from "#entities/lookup/DepartmentLookup.vue";
import type { StaffOption } from "#entities/lookup/StaffLookup.vue";
import type {
  CreateFeedbackInput,
  FeedbackForEditQuery,
  LookupHospitalsQuery,
  LookupPatientsQuery,
  UpdateFeedbackInput,
} from "#generated/graphql.ts";

export type EditableFeedback = NonNullable<FeedbackForEditQuery["feedback"]>;

/** What the form edits: names are those of the mutation's input, so that its errors find their fields; ids are still things. */
export interface FeedbackValues {
  kind: string;
  patientId: LookupPatientsQuery["byMrn"]["nodes"][number] | null;
  contactName: string;
  contactMobile: string;
  contactEmail: string;
  language: string;
  hospitalId: LookupHospitalsQuery["hospitals"]["nodes"][number] | null;
  departmentId: DepartmentOption | null;
  physicianId: StaffOption | null;
  source: string;
  subject: string;
  description: string;
}
/** May be kept in the tab: no person, and no word about one. */
export const KEPT_FIELDS = ["kind", "language", "hospitalId", "departmentId", "physicianId", "source"] as const;

export const emptyValues = (
  kind: string,
  language: string,
  hospitalId: FeedbackValues["hospitalId"],
): FeedbackValues => ({
  kind,
  patientId: null,
  contactName: "",
  contactMobile: "",
  contactEmail: "",
  language,
  hospitalId,
  departmentId: null,
  physicianId: null,
  source: "CALL_CENTER",
  subject: "",
  description: "",
});

export const valuesOf = (feedback: EditableFeedback): FeedbackValues => ({
  ...emptyValues(feedback.kind, feedback.language, feedback.hospital),
  patientId: feedback.patient ?? null,
  contactName: feedback.contact?.name ?? "",
  contactMobile: feedback.contact?.mobile ?? "",
  contactEmail: feedback.contact?.email ?? "",
  departmentId: feedback.department ?? null,
  physicianId: feedback.physician ?? null,
  source: feedback.source,
  subject: feedback.subject,
  description: feedback.description ?? "",
});

const THINGS = ["patientId", "departmentId", "physicianId"] as const;
const CONTACT = ["contactName", "contactMobile", "contactEmail"] as const;

function asInput(values: Partial<FeedbackValues>): Record<string, unknown> {
  const input: Record<string, unknown> = { ...values };
  for (const key of THINGS) if (key in values) input[key] = values[key]?.id ?? null;
  for (const key of CONTACT) if (key in values) input[key] = values[key] || null;
  return input;
}

export const createInput = (values: FeedbackValues, clientMutationId: string): CreateFeedbackInput =>
  ({ ...asInput(values), hospitalId: values.hospitalId?.id ?? "", clientMutationId }) as unknown as CreateFeedbackInput;

/** Only what was changed: a masked name that nobody touched is never written back. */
export function updateInput(id: string, version: number, changes: Partial<FeedbackValues>): UpdateFeedbackInput {
  const { kind: _kind, hospitalId: _hospital, ...changed } = changes;
  return { id, version, ...asInput(changed) } as UpdateFeedbackInput;
}
