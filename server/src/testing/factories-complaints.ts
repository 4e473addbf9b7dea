import { ref } from "@mikro-orm/core";
import { User } from "../modules/accounts/index.ts";
import {
  ComplaintSeverity,
  ComplaintSource,
  createComplaint,
  type Complaint,
  type ComplaintStatus,
  type CreateComplaintFields,
} from "../modules/complaints/index.ts";
import type { Tx } from "../modules/core/index.ts";
import type { Department, Hospital, Patient } from "../modules/organizations/index.ts";
import { buildHospital } from "./factories.ts";

type GivenComplaint = Partial<Omit<CreateComplaintFields, "hospitalId" | "departmentId" | "patientId">> & {
  hospital?: Hospital;
  department?: Department | null;
  patient?: Patient | null;
  assignee?: User | null;
  status?: ComplaintStatus;
};

let count = 0;

/** A complaint as it is registered, then brought to the given state. */
export async function buildComplaint(tx: Tx, given: GivenComplaint = {}): Promise<Complaint> {
  const n = ++count;
  const { hospital: givenHospital, department, patient, assignee, status, ...fields } = given;
  const hospital = givenHospital ?? (await buildHospital(tx));
  const complaint = await createComplaint(tx, {
    hospitalId: hospital.id,
    departmentId: department?.id,
    patientId: patient?.id,
    source: ComplaintSource.CALL_CENTER,
    severity: ComplaintSeverity.HIGH,
    subject: `Complaint ${n}`,
    description: `What was said, ${n}`,
    ...fields,
  });
  if (assignee) complaint.assignee = ref(User, assignee.id);
  if (status) complaint.status = status;
  await tx.em.flush();
  return complaint;
}
