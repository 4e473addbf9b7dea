import { Language, type Tx } from "../core/index.ts";
import { NotificationPurpose, queueNotifications } from "../notifications/index.ts";
import type { Channel } from "../organizations/index.ts";
import { surveyLink, surveyToken } from "./survey.token.ts";

export interface Invitation {
  readonly surveyInstanceId: string;
  readonly hospitalId: string;
  readonly patientId: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly stageNameAr: string | null;
  readonly stageNameEn: string | null;
  readonly sendBefore: Date;
}

type Purpose = NotificationPurpose.SURVEY_INVITATION | NotificationPurpose.SURVEY_REMINDER;

/** Hands messages to the notifications module, which judges consent, fatigue and quiet hours when it sends them. */
export async function queueInvitations(
  tx: Tx,
  invitations: readonly Invitation[],
  purpose: Purpose = NotificationPurpose.SURVEY_INVITATION,
): Promise<void> {
  if (invitations.length === 0) return;
  const { SURVEY_TOKEN_KEY, PUBLIC_URL } = tx.kernel.config;
  await queueNotifications(
    tx,
    invitations.map((invitation) => ({
      purpose,
      hospitalId: invitation.hospitalId,
      patientId: invitation.patientId,
      channel: invitation.channel,
      language: invitation.language,
      relatedType: "SurveyInstance",
      relatedId: invitation.surveyInstanceId,
      sendBefore: invitation.sendBefore,
      data: {
        link: surveyLink(PUBLIC_URL, surveyToken(SURVEY_TOKEN_KEY, invitation.surveyInstanceId)),
        stageName: (invitation.language === Language.AR ? invitation.stageNameAr : invitation.stageNameEn) ?? "",
      },
    })),
  );
}
