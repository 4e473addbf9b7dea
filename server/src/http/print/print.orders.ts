import type { EntityClass } from "@mikro-orm/core";
import { z } from "zod";
import { User } from "../../modules/accounts/index.ts";
import { PxAction } from "../../modules/action-center/index.ts";
import { Complaint } from "../../modules/complaints/index.ts";
import type { Permission } from "../../modules/core/index.ts";
import { Feedback } from "../../modules/feedback/index.ts";
import { JourneyInstance } from "../../modules/journeys/index.ts";
import { Department, Employee, Hospital, Patient, Physician } from "../../modules/organizations/index.ts";
import { SurveyInstance } from "../../modules/surveys/index.ts";

interface Printable {
  readonly entity: EntityClass<{ id: string; hospital?: { id: string } | null }>;
  readonly permission: Permission;
  readonly targetType: string;
  /** The console's page of it. */
  readonly path: string;
}

/** The detail pages that can be had as PDF. Only these addresses are ever opened, whatever is sent. */
const table = {
  action: { entity: PxAction, permission: "action.read", targetType: "PxAction", path: "actions" },
  complaint: { entity: Complaint, permission: "complaint.read", targetType: "Complaint", path: "complaints" },
  department: { entity: Department, permission: "department.read", targetType: "Department", path: "departments" },
  employee: { entity: Employee, permission: "employee.read", targetType: "Employee", path: "employees" },
  /** Inquiries too. */
  feedback: { entity: Feedback, permission: "feedback.read", targetType: "Feedback", path: "feedback" },
  hospital: { entity: Hospital, permission: "hospital.read", targetType: "Hospital", path: "hospitals" },
  journey: {
    entity: JourneyInstance,
    permission: "journey.read",
    targetType: "JourneyInstance",
    path: "journeys",
  },
  patient: { entity: Patient, permission: "patient.read", targetType: "Patient", path: "patients" },
  physician: { entity: Physician, permission: "physician.read", targetType: "Physician", path: "physicians" },
  survey: { entity: SurveyInstance, permission: "survey.read", targetType: "SurveyInstance", path: "surveys" },
  user: { entity: User, permission: "user.read", targetType: "User", path: "access/users" },
} as const satisfies Record<string, Printable>;
export type PrintKind = keyof typeof table;
export const printables: Readonly<Record<PrintKind, Printable>> = table;

/** How the reader has dates, digits and words; the sheet follows. */
export const printOrder = z.strictObject({
  kind: z.enum(Object.keys(table) as [PrintKind, ...PrintKind[]]),
  id: z.uuid(),
  language: z.enum(["ar", "en"]),
  digits: z.enum(["latn", "arab"]),
  calendar: z.enum(["gregory", "islamic-umalqura"]),
});
export type PrintOrder = z.output<typeof printOrder>;

/** Says what it is and of which day, and nothing of whom: names of files travel further than files. */
export function fileNameOf({ kind, id }: PrintOrder, now: Date): string {
  return `px360-${kind}-${now.toISOString().slice(0, 10)}-${id.slice(-6)}.pdf`;
}
