import { Language, type Tx } from "../../modules/core/index.ts";
import { Channel, type Hospital } from "../../modules/organizations/index.ts";
import { surveyLink, surveyToken } from "../../modules/surveys/survey.token.ts";
import type { DemoSurveyInstance } from "../history/surveys.ts";
import type { PastMessage } from "./messages.ts";

/** Invitations and reminders, with the very links that open these surveys. */
export function surveyMessages(
  tx: Tx,
  surveys: readonly DemoSurveyInstance[],
  hospital: (code: string) => Hospital,
): PastMessage[] {
  const { SURVEY_TOKEN_KEY, PUBLIC_URL } = tx.kernel.config;
  return surveys.flatMap(({ id, visit: { visit, patient, journey }, stage, language, life }) => {
    if (life.messages.length === 0) return [];
    const { nameAr, nameEn } = hospital(visit.hospital);
    const isArabic = language === Language.AR;
    const data = {
      link: surveyLink(PUBLIC_URL, surveyToken(SURVEY_TOKEN_KEY, id)),
      stageName: isArabic ? stage.plan.nameAr : stage.plan.nameEn,
    };
    return life.messages.map((message): PastMessage => ({
      hospitalId: journey.hospitalId,
      purpose: message.purpose,
      channel: Channel.SMS,
      patientId: patient.id,
      address: patient.mobile,
      relatedType: "SurveyInstance",
      relatedId: id,
      language,
      data,
      shown: { hospitalName: isArabic ? nameAr : nameEn },
      queuedAt: message.queuedAt,
      settledAt: message.settledAt,
      sendBefore: message.sendBefore,
      suppression: message.suppression,
    }));
  });
}
