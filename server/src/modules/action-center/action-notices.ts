import { inLanguage, sql, type Language, type Tx } from "../core/index.ts";
import { NotificationPurpose, queueNotifications } from "../notifications/index.ts";
import { Channel } from "../organizations/index.ts";
import type { PxAction } from "./px-action.entity.ts";

type ActionPurpose =
  | NotificationPurpose.ACTION_ASSIGNED
  | NotificationPurpose.ACTION_REMINDER
  | NotificationPurpose.ACTION_ESCALATED
  | NotificationPurpose.ACTION_APPROVAL_ASKED;

export interface Telling {
  readonly action: PxAction;
  readonly purpose: ActionPurpose;
  readonly userIds: readonly string[];
}

/** Tells people about actions by e-mail, in their language. Nobody is told of what they did themselves (sla.md). */
export async function tell(tx: Tx, tellings: readonly Telling[]): Promise<void> {
  const wanted = tellings.flatMap(({ action, purpose, userIds }) =>
    [...new Set(userIds)].filter((id) => id !== tx.actor.userId).map((userId) => ({ action, purpose, userId })),
  );
  if (wanted.length === 0) return;
  const users = await sql<{ id: string; language: Language }>(
    tx.em,
    "select id, language from app_user where id = any($1) and is_active",
    [[...new Set(wanted.map(({ userId }) => userId))]],
  );
  const languageOf = new Map(users.map((user) => [user.id, user.language]));
  await queueNotifications(
    tx,
    wanted.flatMap(({ action, purpose, userId }) => {
      const language = languageOf.get(userId);
      if (!language) return [];
      return [
        {
          hospitalId: action.hospital.id,
          purpose,
          channel: Channel.EMAIL,
          userId,
          relatedType: "PxAction" as const,
          relatedId: action.id,
          language,
          data: {
            reference: action.reference,
            title: inLanguage({ en: action.titleEn, ar: action.titleAr }, language),
            dueAt: action.dueAt.toISOString(),
            link: `${tx.kernel.config.PUBLIC_URL.replace(/\/$/, "")}/actions/${action.id}`,
          },
        },
      ];
    }),
  );
}
