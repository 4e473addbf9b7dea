import { inLanguage, Language, type Tx } from "../../modules/core/index.ts";
import { readableTime } from "../../modules/notifications/message.rules.ts";
import { Channel, type Hospital } from "../../modules/organizations/index.ts";
import { plus } from "../day/clock.ts";
import type { Random } from "../random.ts";
import type { PastNotice } from "./insert-action-clocks.ts";
import type { PastAction } from "./insert-actions.ts";
import type { PastMessage } from "./messages.ts";

export interface MailUser {
  readonly id: string;
  readonly email: string;
  readonly language: Language;
}

interface People {
  readonly user: (id: string) => MailUser;
  readonly hospital: (code: string) => Hospital;
}

/** What members of staff were told about actions, by e-mail. */
export function actionMessages(tx: Tx, random: Random, actions: readonly PastAction[], people: People): PastMessage[] {
  return actions.flatMap((past) =>
    past.record.told.map(({ purpose, userId, at }): PastMessage => {
      const { action, reference } = past;
      const { language } = people.user(userId);
      const { timeZone } = people.hospital(action.survey.visit.visit.hospital);
      const dueAt = action.dueAt.toISOString();
      const message = messageTo(random, past, { userId, at }, people);
      return {
        ...message,
        purpose,
        data: { reference, title: inLanguage(action.title, language), dueAt, link: linkTo(tx, action.id) },
        shown: { ...message.shown, dueAt: readableTime(dueAt, timeZone, language) },
      };
    }),
  );
}

const purposes = {
  REMINDER: "DEADLINE_REMINDER",
  BREACH: "DEADLINE_BREACHED",
  ESCALATION: "DEADLINE_ESCALATED",
} as const;

/** What the SLA engine told of their deadlines. */
export function deadlineMessages(
  tx: Tx,
  random: Random,
  notices: readonly PastNotice[],
  people: People,
): PastMessage[] {
  return notices.flatMap(({ past, line: { kind, level, recipientId }, sentAt }) =>
    recipientId && sentAt
      ? [
          {
            ...messageTo(random, past, { userId: recipientId, at: sentAt }, people),
            purpose: purposes[kind],
            data: { reference: past.reference, level: String(level), link: linkTo(tx, past.action.id) },
          },
        ]
      : [],
  );
}

const linkTo = (tx: Tx, id: string): string => `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/actions/${id}`;

function messageTo(
  random: Random,
  { action }: PastAction,
  { userId, at }: { readonly userId: string; readonly at: Date },
  { user, hospital }: People,
): Omit<PastMessage, "purpose" | "data"> {
  const { email, language } = user(userId);
  const { nameAr, nameEn } = hospital(action.survey.visit.visit.hospital);
  return {
    hospitalId: action.survey.visit.journey.hospitalId,
    channel: Channel.EMAIL,
    userId,
    address: email,
    relatedType: "PxAction",
    relatedId: action.id,
    language,
    shown: { hospitalName: language === Language.AR ? nameAr : nameEn },
    queuedAt: at,
    settledAt: plus(at, random.between(200, 2_500)),
    sendBefore: null,
    suppression: null,
  };
}
