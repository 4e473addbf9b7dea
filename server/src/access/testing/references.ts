/** What an argument or a field of an input names, by its own name: a kind of thing in the ids of the world. */
export const references: Readonly<Record<string, string>> = {
  hospitalId: "Hospital",
  departmentId: "Department",
  parentId: "Department",
  managerId: "Employee",
  assigneeId: "User",
  userId: "User",
  userIds: "User",
  surveyInstanceId: "SurveyInstance",
  stageInstanceId: "StageInstance",
  journeyTemplateId: "JourneyTemplate",
  surveyTemplateId: "SurveyTemplate",
  feedbackId: "Feedback",
  complaintId: "Complaint",
  intoId: "Complaint",
  patientId: "Patient",
  employeeId: "Employee",
  physicianId: "Physician",
  calendarId: "BusinessCalendar",
  chainId: "EscalationChain",
};

/** Filters that name something of the other hospital: nothing matches. */
export const foreignFilters: Readonly<Record<string, string>> = {
  hospitalId: "Hospital",
  departmentId: "Department",
  physicianId: "Physician",
  patientId: "Patient",
  templateId: "SurveyTemplate",
  actorId: "User",
  targetId: "Patient",
  notificationId: "Notification",
  pxActionId: "PxAction",
  surveyInstanceId: "SurveyInstance",
  assigneeId: "User",
  runId: "BulkRun",
};
