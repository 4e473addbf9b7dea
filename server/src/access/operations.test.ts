import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modules } from "../app.ts";
import { Role, UserKind } from "../modules/accounts/index.ts";
import { createSchema, listOperations } from "../modules/core/index.ts";
import { buildDepartment, buildHospital, buildPhysician, buildUser, testPassword } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";
import { callOf, operationsOf, placeholders, type Operation, type Values } from "./testing/documents.ts";
import { codesOf, patience, socketCodes } from "./testing/answers.ts";

const columns = [
  Role.PX_ADMIN,
  Role.PX_COORDINATOR,
  Role.HOSPITAL_ADMIN,
  Role.DEPARTMENT_MANAGER,
  Role.PHYSICIAN,
  Role.STAFF,
  Role.CALL_CENTER_AGENT,
  Role.EXECUTIVE,
  Role.ANALYST,
  Role.SERVICE_ACCOUNT,
  "ANONYMOUS",
] as const;
type Caller = (typeof columns)[number];

/**
 * Who may call what (F2.1, P2). `yes`: the operation runs; what it finds is a matter of scope. `·`: FORBIDDEN, or UNAUTHENTICATED
 * for who is not signed in. A change of the role matrix shows here as a changed line.
 */
const table = `
                                        PX    PX    HOSP  DEPT  PHY-  STAFF CALL  EXEC  ANA-  SER-  ANO-
                                        ADMIN COORD ADMIN MGR   SIC.        AGENT       LYST  VICE  NYM.
  Query.auditEvents                     yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.auditChain                      yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.retentionSettings               yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveRetentionSetting         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Query.auditEvent                      yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.search                          yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.deadLetters                     yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Query.bulkRun                         yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.bulkFailures                    yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.exportColumns                   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.departments                     yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.department                      yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.departmentTree                  yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.importTemplate                  yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.employees                       yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.employee                        yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.patients                        yes   yes   yes   ·     ·     ·     yes   ·     yes   ·     ·
  Query.patient                         yes   yes   yes   ·     ·     ·     yes   ·     yes   ·     ·
  Query.patientTimeline                 yes   yes   yes   ·     ·     ·     yes   ·     yes   ·     ·
  Query.physicians                      yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.physician                       yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.hospitals                       yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.hospital                        yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.roleMatrix                      yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.viewer                          yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Query.mySessions                      yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.myListSetup                     yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.apiKeys                         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Query.users                           yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.user                            yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.grantableRoles                  yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.userSessions                    yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Query.accountLink                     yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Query.eventRules                      yes   yes   yes   ·     ·     ·     ·     ·     yes   ·     ·
  Query.inboundEvents                   yes   yes   yes   ·     ·     ·     ·     ·     yes   ·     ·
  Query.inboundEvent                    yes   yes   yes   ·     ·     ·     ·     ·     yes   ·     ·
  Query.messageTemplates                yes   yes   yes   ·     ·     ·     ·     ·     yes   ·     ·
  Query.channelSettings                 yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Query.notificationLogs                yes   yes   yes   ·     ·     ·     ·     ·     yes   ·     ·
  Query.myNotifications                 yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.unreadNotificationCount         yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.myNotificationPreferences       yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.publicSurvey                    yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Query.surveyInstances                 yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Query.surveyInstance                  yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Query.surveyTemplates                 yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.surveyTemplate                  yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.journeyInstances                yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Query.journeyInstance                 yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Query.journeyTemplates                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.journeyTemplate                 yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.feedbacks                       yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.feedback                        yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Query.complaintAssignees              yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.feedbackAssignees               yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.complaintDashboard              yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.complaints                      yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.complaint                       yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.complaintCategories             yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.complaintSettings               yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.businessCalendars               yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.slaPolicies                     yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.businessCalendar                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.slaPolicy                       yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.escalationChains                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.slaPreview                      yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.escalationDryRun                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.slaExplanation                  yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.unroutableEscalations           yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.unroutableEscalationCount       yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.myStandIns                      yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.standIns                        yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.leavePeople                     yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.standInCandidates               yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Query.calendarYear                    yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.slaOpenCaseCount                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.actionTriggers                  yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.assignableUsers                 yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Query.pxActions                       yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.pxAction                        yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.pxActionBoard                   yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.pxActionOnTime                  yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.actionChecklists                yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.relatedPxActions                yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Query.actionCapacities                yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Query.routingRules                    yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.routingPreview                  yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Query.commandCenter                   yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Query.liveFeedItems                   yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Mutation.replayDeadLetter             yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createExport                 yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.createDepartment             yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateDepartment             yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteDepartment             yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createEmployee               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateEmployee               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteEmployee               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setEmployeesActiveBulk       yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createPatient                yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updatePatient                yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deletePatient                yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createPhysician              yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updatePhysician              yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deletePhysician              yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setPhysiciansActiveBulk      yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.importDepartments            yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.importPhysicians             yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.importEmployees              yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.importPatients               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createHospital               yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateHospital               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteHospital               yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setHospitalsActiveBulk       yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateHospitalSettings       yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.login                        yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Mutation.refreshSession               yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Mutation.logout                       yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.updateMyPreferences          yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.changeMyPassword             yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.endMySession                 yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.endMyOtherSessions           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.saveView                     yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.deleteSavedView              yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.shareSavedView               yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setDefaultView               yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.saveListPreference           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.createApiKey                 yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.revokeApiKey                 yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.rotateApiKey                 yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.startViewAs                  yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.endViewAs                    yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.inviteUser                   yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.resendInvitation             yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.sendPasswordReset            yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.unlockUser                   yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.endUserSessions              yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateUser                   yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setUserActive                yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setUsersActiveBulk           yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.resendInvitationsBulk        yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.assignRole                   yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.revokeRole                   yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createServiceAccount         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.rotateServiceAccountSecret   yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setServiceAccountActive      yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setPasswordByLink            yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Mutation.createEventRule              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateEventRule              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteEventRule              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.replayInboundEvent           yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.replayInboundEventsBulk      yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateMessageTemplate        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveChannelSetting           yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.retryNotification            yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.markNotificationsRead        yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.markAllNotificationsRead     yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.saveNotificationPreference   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.savePublicSurvey             yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Mutation.submitPublicSurvey           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   yes
  Mutation.resendSurvey                 yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.cancelSurvey                 yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.cancelSurveysBulk            yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.resendSurveysBulk            yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.createSurveyTemplate         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateSurveyTemplate         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.publishSurveyTemplate        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createJourneyInstance        yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.cancelJourneyInstance        yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.sendStageSurvey              yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.createJourneyTemplate        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateJourneyTemplate        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setJourneyTemplateActive     yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.simulateJourneyEvent         yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createFeedback               yes   yes   yes   yes   ·     ·     yes   ·     ·     ·     ·
  Mutation.updateFeedback               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.assignFeedback               yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.assignFeedbackBulk           yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.startFeedback                yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.putBackFeedback              yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.addFeedbackNote              yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.answerFeedback               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.escalateFeedback             yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.closeFeedback                yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.changeFeedbackStatusBulk     yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.reopenFeedback               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.cancelFeedback               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.convertFeedbackToComplaint   yes   yes   yes   yes   ·     ·     yes   ·     ·     ·     ·
  Mutation.createComplaint              yes   yes   yes   yes   ·     ·     yes   ·     ·     ·     ·
  Mutation.updateComplaint              yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.assignComplaint              yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.escalateComplaint            yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.changeComplaintStatus        yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.addComplaintNote             yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.messageComplainant           yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.recordComplainantMessage     yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.pauseComplaint               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.resumeComplaint              yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.resolveComplaint             yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.closeComplaint               yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.reopenComplaint              yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.mergeComplaint               yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.removeComplaintAttachment    yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.sendResolutionSurvey         yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.assignComplaintsBulk         yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.changeComplaintsStatusBulk   yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.saveComplaintSettings        yes   ·     yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createComplaintCategory      yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateComplaintCategory      yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteComplaintCategory      yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveBusinessCalendar         yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveSlaPolicy                yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteSlaPolicy              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.switchSlaPolicy              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteBusinessCalendar       yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteEscalationChain        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setDefaultCalendar           yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.setDefaultChain              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveStandIn                  yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.deleteStandIn                yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Mutation.saveEscalationChain          yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveActionTrigger            yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveActionChecklist          yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteActionChecklist        yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.saveActionCapacity           yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createPxAction               yes   yes   yes   yes   ·     ·     yes   ·     ·     ·     ·
  Mutation.assignPxAction               yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.changePxActionStatus         yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.takePxAction                 yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.pausePxAction                yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.resumePxAction               yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.addPxActionNote              yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.tickPxActionEvidence         yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.addPxActionEvidenceLink      yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.removePxActionEvidence       yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.requestPxActionApproval      yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.approvePxAction              yes   yes   ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.rejectPxAction               yes   yes   ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.cancelPxAction               yes   yes   yes   ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.escalatePxAction             yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.assignActionsBulk            yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.changeActionsStatusBulk      yes   yes   yes   yes   ·     yes   yes   ·     ·     ·     ·
  Mutation.escalateActionsBulk          yes   yes   yes   yes   ·     ·     ·     ·     ·     ·     ·
  Mutation.approveActionsBulk           yes   yes   ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.rejectActionsBulk            yes   yes   ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.createRoutingRule            yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.updateRoutingRule            yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.deleteRoutingRule            yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Mutation.moveRoutingRule              yes   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
  Subscription.journeyChanged           yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Subscription.feedbackChanged          yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Subscription.feedbacksChanged         yes   yes   yes   yes   yes   yes   yes   yes   yes   ·     ·
  Subscription.complaintChanged         yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Subscription.complaintsChanged        yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Subscription.pxActionChanged          yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Subscription.pxActionsLive            yes   yes   yes   yes   ·     yes   yes   yes   yes   ·     ·
  Subscription.bulkRunChanged           yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Subscription.presence                 yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Subscription.liveFeed                 yes   yes   yes   yes   yes   ·     ·     yes   yes   ·     ·
  Subscription.notificationReceived     yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
  Subscription.unroutableChanged        yes   yes   yes   ·     ·     ·     ·     yes   yes   ·     ·
  Subscription.navigationChanged        yes   yes   yes   yes   yes   yes   yes   yes   yes   yes   ·
`;

const lines = table.split("\n").flatMap((line) => {
  const [name, ...cells] = line.trim().split(/\s+/);
  return name?.includes(".") && cells.length === columns.length ? [{ name, cells }] : [];
});
const mayCall = (caller: Caller, operation: string) =>
  lines.find((line) => line.name === operation)?.cells[columns.indexOf(caller)] === "yes";

describe("access to operations", () => {
  let schema: GraphQLSchema;
  let operations: Operation[];
  let server: TestServer;
  let valuesOf: (caller: Caller) => Values;
  let clients: Map<Caller, TestClient>;

  beforeAll(async () => {
    schema = await createSchema(modules);
    operations = operationsOf(schema);
    server = await startTestServer();
    const place = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      const physician = await buildPhysician(tx, { hospital, department });
      const ids: Partial<Record<Caller, string>> = {};
      for (const role of Object.values(Role)) {
        const isOfGroup = role === Role.PX_ADMIN;
        const isOfDepartment = [Role.DEPARTMENT_MANAGER, Role.STAFF].includes(role);
        const user = await buildUser(tx, {
          role,
          email: `${role}@t.test`,
          ...(isOfGroup ? {} : { hospital }),
          ...(isOfDepartment ? { department } : {}),
          ...(role === Role.PHYSICIAN ? { physician } : {}),
        });
        if (role === Role.SERVICE_ACCOUNT) user.kind = UserKind.SERVICE;
        ids[role] = user.id;
      }
      return { hospitalId: hospital.id, departmentId: department.id, ids };
    });
    const { ids, ...home } = place;
    // What is created is created at home and for oneself: what is done elsewhere is refused for its place, not for the role.
    valuesOf = (caller) => {
      const own: Readonly<Record<string, string | undefined>> = { ...home, assigneeId: ids[caller] };
      return (name, type) => own[name] ?? placeholders(name, type);
    };
    clients = new Map();
    for (const caller of columns) clients.set(caller, await callerOf(caller));
  });
  afterAll(() => server.close());

  async function callerOf(caller: Caller): Promise<TestClient> {
    if (caller === "ANONYMOUS") return server.client();
    if (caller !== Role.SERVICE_ACCOUNT) return server.signIn(`${caller}@t.test`);
    const response = await fetch(`${server.url}/api/auth/token/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: `${caller}@t.test`, password: testPassword }),
    });
    const { access } = (await response.json()) as { access: string };
    return server.client(access);
  }

  it("CO-1, P2: no operation is without a declared access", () => {
    expect(listOperations(schema).filter(({ access }) => !access)).toEqual([]);
  });

  it("the table names every operation of the schema once, and no other", () => {
    expect(lines.map((line) => line.name).sort()).toEqual(operations.map((operation) => operation.name).sort());
    expect(lines.flatMap((line) => line.cells).every((cell) => cell === "yes" || cell === "·")).toBe(true);
  });

  it("graphql.md: every type, field, argument and enum value has a description", () => {
    expect(undescribed(schema)).toEqual([]);
  });

  for (const caller of columns) {
    it(`P2: ${caller} may call what the table says, and nothing else`, async () => {
      const client = clients.get(caller) as TestClient;
      const refusal = caller === "ANONYMOUS" ? "UNAUTHENTICATED" : "FORBIDDEN";
      const wrong: string[] = [];
      // Signing out ends what the others need.
      const isLast = (operation: Operation) => operation.name === "Mutation.logout";
      const ordered = [...operations.filter((each) => !isLast(each)), ...operations.filter(isLast)];
      const callFor = (operation: Operation) =>
        callOf(operation, { values: valuesOf(caller), including: ["hospitalId", "departmentId", "assigneeId"] });
      const overSocket = new Map(
        await Promise.all(
          operations
            .filter(({ kind }) => kind === "subscription")
            .map(async (each) => {
              const patienceMs = mayCall(caller, each.name) ? patience.standing : patience.refusal;
              return [each, await socketCodes(server, client.accessToken, callFor(each), patienceMs)] as const;
            }),
        ),
      );
      for (const operation of ordered) {
        const call = callFor(operation);
        const codes = overSocket.get(operation) ?? codesOf(await client.query(call.query, call.variables));
        const refusals = codes.filter((code) => code === "FORBIDDEN" || code === "UNAUTHENTICATED");
        const expected = mayCall(caller, operation.name) ? [] : [refusal];
        const isRight = JSON.stringify(refusals) === JSON.stringify(expected);
        const isFault = codes.some((code) =>
          ["INTERNAL_SERVER_ERROR", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"].includes(code),
        );
        if (!isRight || isFault)
          wrong.push(
            `${operation.name}: ${codes.join(", ") || "no error"}, expected ${expected.join() || "no refusal"}`,
          );
      }
      expect(wrong).toEqual([]);
    });
  }
});

function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const note = (name: string, { description }: { description?: string | null }) =>
    void (description?.trim() || missing.push(name));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    // The three roots hold all the rest; SDL writes no description for them.
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
      type as never,
    );
    if (!isRoot) note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      for (const arg of field.args) note(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  return missing;
}
