import { sql, type Language, type Tx } from "../../modules/core/index.ts";
import { Backend, NotificationStatus, type NotificationPurpose } from "../../modules/notifications/index.ts";
import { renderMessage } from "../../modules/notifications/message.rules.ts";
import { maskAddress } from "../../modules/notifications/sending.receivers.ts";
import { Channel } from "../../modules/organizations/index.ts";
import type { Random } from "../random.ts";
import { insertRows, mapped } from "./insert.ts";

/** A message of the past: what waited, and what the log says became of it. */
export interface PastMessage {
  readonly hospitalId: string;
  readonly purpose: `${NotificationPurpose}`;
  readonly channel: Channel;
  readonly patientId?: string;
  readonly userId?: string;
  readonly address: string | null;
  readonly relatedType: "SurveyInstance" | "PxAction";
  readonly relatedId: string;
  readonly language: Language;
  /** Sealed with the message. */
  readonly data: Readonly<Record<string, string>>;
  /** What the text shows, where that differs from `data`: names, times as people read them. */
  readonly shown: Readonly<Record<string, string>>;
  readonly queuedAt: Date;
  readonly settledAt: Date;
  readonly sendBefore: Date | null;
  readonly suppression: string | null;
}

interface TextRow {
  readonly id: string;
  readonly version: number;
  readonly purpose: string;
  readonly channel: string;
  readonly subjectAr: string | null;
  readonly subjectEn: string | null;
  readonly textAr: string;
  readonly textEn: string;
}

/** Work rows and log rows, with the texts that the message templates give. */
export async function insertMessages(tx: Tx, random: Random, messages: readonly PastMessage[]): Promise<void> {
  const texts = await sql<TextRow>(
    tx.em,
    `select id, version, purpose, channel, subject_ar as "subjectAr", subject_en as "subjectEn", text_ar as "textAr", text_en as "textEn"
       from message_template where hospital_id is null`,
  );
  const { cipher } = tx.kernel;
  // A reminder carries what its invitation did.
  const sealedData = new WeakMap<object, Buffer>();
  const seal = (data: PastMessage["data"]) => {
    const sealed = sealedData.get(data) ?? cipher.seal(JSON.stringify(data));
    sealedData.set(data, sealed);
    return sealed;
  };
  const rows = messages.map((message) => ({ ...message, id: random.id(message.queuedAt) }));
  await insertRows(
    tx,
    "notification",
    {
      id: "uuid",
      created_at: "timestamptz",
      hospital_id: "uuid",
      purpose: "text",
      channel: "text",
      patient_id: "uuid",
      user_id: "uuid",
      related_type: "text",
      related_id: "uuid",
      language: "text",
      data_sealed: "bytea",
      status: "text",
      attempts: "int",
      available_at: "timestamptz",
      send_before: "timestamptz",
      error: "text",
      settled_at: "timestamptz",
    },
    mapped(rows, (row) => ({
      id: row.id,
      created_at: row.queuedAt,
      hospital_id: row.hospitalId,
      purpose: row.purpose,
      channel: row.channel,
      patient_id: row.patientId ?? null,
      user_id: row.userId ?? null,
      related_type: row.relatedType,
      related_id: row.relatedId,
      language: row.language,
      data_sealed: seal(row.data),
      status: row.suppression ? NotificationStatus.SUPPRESSED : NotificationStatus.SENT,
      attempts: row.suppression ? 0 : 1,
      available_at: row.queuedAt,
      send_before: row.sendBefore,
      error: row.suppression,
      settled_at: row.settledAt,
    })),
  );
  await insertRows(
    tx,
    "notification_log",
    {
      id: "uuid",
      created_at: "timestamptz",
      notification_id: "uuid",
      hospital_id: "uuid",
      purpose: "text",
      channel: "text",
      backend: "text",
      attempt: "int",
      status: "text",
      recipient_masked: "text",
      language: "text",
      body_sealed: "bytea",
      segments: "int",
      error: "text",
      related_type: "text",
      related_id: "uuid",
      patient_id: "uuid",
      template_id: "uuid",
      template_version: "int",
    },
    mapped(rows, (row) => {
      const common = {
        id: random.id(row.settledAt),
        created_at: row.settledAt,
        notification_id: row.id,
        hospital_id: row.hospitalId,
        purpose: row.purpose,
        channel: row.channel,
        backend: Backend.CONSOLE,
        language: row.language,
        related_type: row.relatedType,
        related_id: row.relatedId,
        patient_id: row.patientId ?? null,
      };
      const nothing = {
        attempt: 0,
        recipient_masked: null,
        body_sealed: null,
        segments: null,
        template_id: null,
        template_version: null,
      };
      if (row.suppression)
        return { ...common, ...nothing, status: NotificationStatus.SUPPRESSED, error: row.suppression };
      const text = texts.find(({ purpose, channel }) => purpose === row.purpose && channel === row.channel);
      if (!text) throw new Error(`there is no text for ${row.purpose} by ${row.channel}`);
      const { body, segments } = renderMessage(text, row.channel, row.language, { ...row.data, ...row.shown });
      return {
        ...common,
        attempt: 1,
        status: NotificationStatus.SENT,
        recipient_masked: row.address && maskAddress(row.channel, row.address),
        body_sealed: cipher.seal(body),
        segments,
        error: null,
        template_id: text.id,
        template_version: text.version,
      };
    }),
  );
}
