import { failure, type Tx } from "../core/index.ts";
import { createResolutionSurvey } from "../surveys/index.ts";
import { record } from "./complaint-history.ts";
import type { Complaint } from "./complaint.entity.ts";
import { ComplaintEntryKind } from "./complaint.enums.ts";
import { settingsFor } from "./settings.service.ts";

/**
 * CM-17, F7.4: asks the patient how they find the resolution. Where nobody can be asked (anonymous, no patient, no survey
 * chosen) a closing goes through without; a person who asks for it is told why it can't be.
 */
export async function sendResolutionSurvey(
  tx: Tx,
  complaint: Complaint,
  { isAsked }: { readonly isAsked: boolean },
): Promise<void> {
  const { resolutionTemplateId } = await settingsFor(tx.em, complaint.hospital.id);
  const patientId = complaint.isAnonymous ? null : complaint.patient?.id;
  if (!patientId || !resolutionTemplateId) {
    if (isAsked) throw patientId ? noTemplate() : noPatient();
    return;
  }
  complaint.resolutionSurveyId = await createResolutionSurvey(tx, {
    complaintId: complaint.id,
    hospitalId: complaint.hospital.id,
    departmentId: complaint.department?.id ?? null,
    physicianId: complaint.physician?.id ?? null,
    patientId,
    encounterId: complaint.encounterId ?? null,
    journeyId: complaint.journeyId ?? null,
    surveyTemplateId: resolutionTemplateId,
  });
  complaint.resolutionScore = null;
  complaint.isDissatisfied = null;
  record(tx, complaint, {
    kind: ComplaintEntryKind.SURVEY_SENT,
    audit: "complaint.surveySent",
    change: "SURVEY",
    isPublic: true,
    after: { surveyInstanceId: complaint.resolutionSurveyId },
  });
}

const noPatient = () =>
  failure(
    "NO_PATIENT",
    "No patient can be asked: the complaint is anonymous or names no patient.",
    "لا يمكن إرسال الاستبانة: الشكوى مجهولة أو غير مرتبطة بمريض.",
  );

const noTemplate = () =>
  failure(
    "NO_TEMPLATE",
    "Choose the survey about the resolution in the complaint settings first.",
    "اختر استبانة الرضا عن المعالجة في إعدادات الشكاوى أولًا.",
  );
