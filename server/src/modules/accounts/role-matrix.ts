import { registerEnumType } from "type-graphql";
import { allPermissions, type Permission } from "../core/index.ts";

export enum Role {
  PX_ADMIN = "PX_ADMIN",
  PX_COORDINATOR = "PX_COORDINATOR",
  HOSPITAL_ADMIN = "HOSPITAL_ADMIN",
  DEPARTMENT_MANAGER = "DEPARTMENT_MANAGER",
  PHYSICIAN = "PHYSICIAN",
  STAFF = "STAFF",
  CALL_CENTER_AGENT = "CALL_CENTER_AGENT",
  EXECUTIVE = "EXECUTIVE",
  ANALYST = "ANALYST",
  SERVICE_ACCOUNT = "SERVICE_ACCOUNT",
}
registerEnumType(Role, {
  name: "Role",
  description: "What a user is in the hospital group (F2.1).",
  valuesConfig: {
    PX_ADMIN: { description: "Runs the platform." },
    PX_COORDINATOR: { description: "Reviews and approves actions." },
    HOSPITAL_ADMIN: { description: "Runs one hospital." },
    DEPARTMENT_MANAGER: { description: "Runs a department and all below it." },
    PHYSICIAN: { description: "Sees their own results." },
    STAFF: { description: "Works on actions of their department." },
    CALL_CENTER_AGENT: { description: "Talks to patients." },
    EXECUTIVE: { description: "Reads, group or hospital." },
    ANALYST: { description: "Reads, without patient identity." },
    SERVICE_ACCOUNT: { description: "A system that posts events." },
  },
});

const reference: Permission[] = ["hospital.read", "department.read", "physician.read"];
const watching: Permission[] = ["commandCenter.read", "journey.read", "survey.read", "action.read"];
const templates: Permission[] = ["journeyTemplate.read", "surveyTemplate.read", "routing.read", "sla.read"];
const complaints: Permission[] = ["complaint.read", "complaint.text", "feedback.read", "feedback.text"];
const handlingComplaints: Permission[] = [
  ...complaints,
  "complaint.create",
  "complaint.assign",
  "complaint.work",
  "complaint.escalate",
  "feedback.create",
  "feedback.assign",
  "feedback.work",
];
const working: Permission[] = ["action.create", "action.assign", "action.work", "action.escalate"];
/** Of the people they lead; their own leave everybody enters. */
const leading: Permission[] = ["leave.manage"];

/** Rows outside every hospital: only a role over the whole group may hold these (F2.1). */
export const groupOnlyRoles: readonly Role[] = [Role.PX_ADMIN];

/** F1.5: these see what names them (physicians: their own results; agents: what is theirs), not the whole hospital. */
export const selfRoles: readonly Role[] = [Role.PHYSICIAN, Role.CALL_CENTER_AGENT];

/**
 * F2.1: the one table of who may do what. How far each permission reaches comes from the assignment's scope; the
 * roles of `selfRoles` reach only what names them.
 */
export const roleMatrix: Readonly<Record<Role, readonly Permission[]>> = {
  PX_ADMIN: allPermissions.filter((permission) => permission !== "intake.post"),
  PX_COORDINATOR: [
    ...reference,
    ...watching,
    ...templates,
    ...working,
    ...handlingComplaints,
    ...leading,
    "complaint.close",
    "employee.read",
    "patient.read",
    "patient.browse",
    "patient.identity",
    "user.read",
    "savedView.share",
    "action.approve",
    "action.cancel",
    "survey.send",
    "notification.read",
    "notification.retry",
    "inboundEvent.read",
  ],
  HOSPITAL_ADMIN: [
    ...reference,
    ...watching,
    ...templates,
    ...working,
    ...handlingComplaints,
    ...leading,
    "complaint.close",
    "complaint.configure",
    "hospital.manage",
    "department.manage",
    "physician.manage",
    "employee.read",
    "employee.manage",
    "patient.read",
    "patient.browse",
    "patient.identity",
    "patient.manage",
    "user.read",
    "user.manage",
    "savedView.share",
    "audit.read",
    "action.cancel",
    "journey.manage",
    "survey.send",
    "notification.read",
    "notification.retry",
    "inboundEvent.read",
    "inboundEvent.replay",
  ],
  DEPARTMENT_MANAGER: [
    ...reference,
    ...watching,
    ...working,
    ...handlingComplaints,
    ...leading,
    "employee.read",
    "survey.send",
  ],
  PHYSICIAN: [...reference, "commandCenter.read", "journey.read", "survey.read", "feedback.read", "feedback.text"],
  STAFF: [...reference, ...complaints, "complaint.work", "feedback.work", "action.read", "action.work"],
  CALL_CENTER_AGENT: [
    ...reference,
    ...complaints,
    "complaint.create",
    "complaint.work",
    "feedback.create",
    "feedback.work",
    "patient.read",
    "patient.identity",
    "action.read",
    "action.create",
    "action.work",
  ],
  EXECUTIVE: [...reference, ...watching, ...templates, ...complaints],
  ANALYST: [
    ...reference,
    ...watching,
    ...templates,
    "complaint.read",
    "feedback.read",
    "patient.read",
    "patient.browse",
    "notification.read",
    "inboundEvent.read",
  ],
  SERVICE_ACCOUNT: ["intake.post"],
};
