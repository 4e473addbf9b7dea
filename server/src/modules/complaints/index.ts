import { presenceAt, type ModuleDefinition } from "../core/index.ts";
import { caseFields, deadlineFields, entryFields, SlaCaseKind } from "../sla/index.ts";
import { attachmentRoutes } from "./attachment.routes.ts";
import { ComplaintCategoryResolver } from "./category.resolver.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { ComplaintBulkResolver } from "./complaint-bulk.resolver.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { ComplaintEntry } from "./complaint-entry.entity.ts";
import { ComplaintAttachmentResolver, SurveyComplaintResolver } from "./complaint-parts.resolver.ts";
import { ComplaintSettings } from "./complaint-settings.entity.ts";
import { ComplaintWorkResolver } from "./complaint-work.resolver.ts";
import { Complaint } from "./complaint.entity.ts";
import { complaintVerbs } from "./complaint.bulk.ts";
import { complaintList } from "./complaint.list.ts";
import { placeOfComplaint } from "./complaint.loaders.ts";
import { complaintSearch } from "./complaint.search.ts";
import { complaintTimeline } from "./complaint.timeline.ts";
import { ComplaintDashboardResolver, ComplaintGroupResolver } from "./dashboard.resolver.ts";
import { ComplaintResolver } from "./complaint.resolver.ts";
import { ComplaintSettingsResolver } from "./settings.resolver.ts";
import { followMergedPatients } from "./patients-merged.subscriber.ts";
import { deadlineSubscribers } from "./sla.subscribers.ts";
import { noteResolutionAnswers } from "./survey-answered.subscriber.ts";

export { Complaint, ComplaintAttachment, ComplaintCategory, ComplaintEntry, ComplaintSettings };
export {
  ComplainantRelation,
  ComplaintEntryKind,
  ComplaintOutcome,
  ComplaintPriority,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
} from "./complaint.enums.ts";
export { complaintChangedChannel, complaintsChanged, type ComplaintChange } from "./complaint.events.ts";
export { complaintCondition, ComplaintFilter } from "./complaint.filter.ts";
export { createComplaint, type CreateComplaintFields } from "./create-complaint.service.ts";
export { complaintStanding, complaintStandingAt } from "./standing.service.ts";
export { dissatisfactionRate } from "./complaint.rules.ts";

export const complaintsModule: ModuleDefinition = {
  name: "complaints",
  entities: [ComplaintCategory, ComplaintSettings, Complaint, ComplaintEntry, ComplaintAttachment],
  resolvers: [
    caseFields(() => Complaint, "complaint.read"),
    entryFields(
      () => ComplaintEntry,
      "complaint.text",
      (context, { complaint }) => placeOfComplaint(context, complaint.id),
    ),
    deadlineFields(
      () => Complaint,
      () => SlaCaseKind.COMPLAINT,
    ),
    ComplaintResolver,
    ComplaintWorkResolver,
    ComplaintBulkResolver,
    ComplaintDashboardResolver,
    ComplaintGroupResolver,
    ComplaintAttachmentResolver,
    SurveyComplaintResolver,
    ComplaintCategoryResolver,
    ComplaintSettingsResolver,
  ],
  subscribers: [noteResolutionAnswers, followMergedPatients, ...deadlineSubscribers],
  presence: [presenceAt("Complaint", Complaint, "complaint.read")],
  lists: [complaintList],
  search: [complaintSearch],
  timeline: [complaintTimeline],
  bulkVerbs: complaintVerbs,
  routes: attachmentRoutes,
};
