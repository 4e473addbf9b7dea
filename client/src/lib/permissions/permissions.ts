import { viewer } from "../session/session.ts";

/** The names that the console asks about; the server owns what they mean. */
export type Permission =
  | "commandCenter.read"
  | "journey.read"
  | "survey.read"
  | "action.read"
  | "action.create"
  | "action.assign"
  | "action.approve"
  | "action.work"
  | "action.escalate"
  | "complaint.read"
  | "complaint.text"
  | "complaint.create"
  | "complaint.assign"
  | "complaint.work"
  | "complaint.close"
  | "complaint.escalate"
  | "complaint.configure"
  | "feedback.read"
  | "feedback.create"
  | "feedback.assign"
  | "feedback.work"
  | "inboundEvent.read"
  | "patient.read"
  | "patient.identity"
  | "patient.browse"
  | "patient.manage"
  | "hospital.read"
  | "hospital.manage"
  | "department.read"
  | "department.manage"
  | "physician.read"
  | "physician.manage"
  | "employee.manage"
  | "employee.read"
  | "user.read"
  | "savedView.share"
  | "audit.read"
  | "user.manage"
  | "user.viewAs"
  | "apiKey.manage";

export function can(permission: Permission): boolean {
  return viewer.value?.permissions.includes(permission) ?? false;
}
