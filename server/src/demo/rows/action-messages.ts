import { inLanguage, Language, type Tx } from "../../modules/core/index.ts";
import { readableTime } from "../../modules/notifications/message.rules.ts";
import { Channel, type Hospital } from "../../modules/organizations/index.ts";
import { plus } from "../day/clock.ts";
import type { Random } from "../random.ts";
import type { PastAction } from "./insert-actions.ts";
import type { PastMessage } from "./messages.ts";

export interface MailUser {
  readonly id: string;
  readonly email: string;
  readonly language: Language;
}

/** What members of staff were told about actions, by e-mail. */
export function actionMessages(
  tx: Tx,
  random: Random,
  actions: readonly PastAction[],
  user: (id: string) => MailUser,
  hospital: (code: string) => Hospital,
): PastMessage[] {
  return actions.flatMap(({ action, record, reference }) =>
    record.told.map(({ purpose, userId, at }): PastMessage => {
      const { email, language } = user(userId);
      const { nameAr, nameEn, timeZone } = hospital(action.survey.visit.visit.hospital);
      const dueAt = action.dueAt.toISOString();
      return {
        hospitalId: action.survey.visit.journey.hospitalId,
        purpose,
        channel: Channel.EMAIL,
        userId,
        address: email,
        relatedType: "PxAction",
        relatedId: action.id,
        language,
        data: {
          reference,
          title: inLanguage(action.title, language),
          dueAt,
          link: `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/actions/${action.id}`,
        },
        shown: {
          hospitalName: language === Language.AR ? nameAr : nameEn,
          dueAt: readableTime(dueAt, timeZone, language),
        },
        queuedAt: at,
        settledAt: plus(at, random.between(200, 2_500)),
        sendBefore: null,
        suppression: null,
      };
    }),
  );
}
