import type { Language, Tx } from "../core/index.ts";
import { Channel } from "../organizations/index.ts";
import { MissingValue, readableTime, renderMessage, type RenderedMessage } from "./message.rules.ts";
import type { NotificationRow } from "./notification.rows.ts";
import type { BatchFacts, HospitalFacts, TextRow } from "./sending.facts.ts";
import { mostSpecific } from "./sending.rules.ts";

export interface Composed extends RenderedMessage {
  readonly text: TextRow;
  readonly language: Language;
  /** WhatsApp: what fills the approved template's places. */
  readonly template?: { readonly name: string; readonly parameters: readonly string[] };
}

/** The message of a row, or why there can't be one: a fault of configuration or caller that a retry does not mend. */
export function compose(
  tx: Tx,
  facts: BatchFacts,
  row: NotificationRow,
  hospital: HospitalFacts,
  language: Language,
): Composed | { readonly fault: string } {
  const candidates = facts.texts.filter((each) => each.purpose === row.purpose && each.channel === row.channel);
  const text = mostSpecific(candidates, row.hospitalId);
  if (!text) return { fault: "NO_TEMPLATE" };
  const values = valuesOf(tx, row, hospital, language);
  try {
    const message = renderMessage(text, row.channel, language, values);
    const template =
      row.channel === Channel.WHATSAPP && text.providerTemplate
        ? { name: text.providerTemplate, parameters: text.providerParameters.map((name) => values[name] ?? "") }
        : undefined;
    return { ...message, text, language, template };
  } catch (error) {
    if (error instanceof MissingValue) return { fault: `MISSING_${error.placeholder.toUpperCase()}` };
    throw error;
  }
}

function valuesOf(tx: Tx, row: NotificationRow, hospital: HospitalFacts, language: Language): Record<string, string> {
  const data = JSON.parse(tx.kernel.cipher.open(row.dataSealed)) as Record<string, string>;
  const { dueAt, expiresAt } = data;
  const readable = (iso: string) => readableTime(iso, hospital.timeZone, language);
  return {
    ...data,
    hospitalName: language === "AR" ? hospital.nameAr : hospital.nameEn,
    ...(dueAt ? { dueAt: readable(dueAt) } : {}),
    ...(expiresAt ? { expiresAt: readable(expiresAt) } : {}),
  };
}
