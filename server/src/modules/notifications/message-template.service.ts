import { ref } from "@mikro-orm/core";
import { applyChanges, assertVersion, Failure, findVisible, forbidden, type Tx } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { MessageTemplate } from "./message-template.entity.ts";
import { templateProblems } from "./message-template.rules.ts";

export type TemplateChanges = Partial<
  Pick<MessageTemplate, "subjectAr" | "subjectEn" | "textAr" | "textEn" | "providerTemplate" | "providerParameters">
>;

/**
 * NO-7: changes texts, or gives a hospital texts of its own. The audit trail keeps what they were, and each line of the log names the
 * version it was written with (P4).
 */
export async function updateMessageTemplate(
  tx: Tx,
  id: string,
  version: number,
  hospitalId: string | undefined,
  changes: TemplateChanges,
): Promise<MessageTemplate> {
  const found = await findVisible(tx.em, MessageTemplate, id);
  assertVersion(found, version);
  const template = hospitalId && !found.hospital ? await ownTemplate(tx, found, hospitalId) : found;
  // What counts for every hospital is changed by those only who see them all.
  if (!template.hospital && !tx.scope.all) throw forbidden();
  const { before, after } = applyChanges(template, changes);
  const problems = templateProblems(template);
  if (problems.length > 0) throw new Failure(problems);
  tx.audit({
    action: "messageTemplate.updated",
    targetType: "MessageTemplate",
    targetId: template.id,
    hospitalId: template.hospital?.id,
    before,
    after,
  });
  return template;
}

async function ownTemplate(tx: Tx, group: MessageTemplate, hospitalId: string): Promise<MessageTemplate> {
  const hospital = await findVisible(tx.em, Hospital, hospitalId);
  const { purpose, channel } = group;
  const known = await tx.em.findOne(MessageTemplate, { purpose, channel, hospital: hospital.id });
  if (known) return known;
  const { subjectAr, subjectEn, textAr, textEn, providerTemplate, providerParameters } = group;
  return tx.em.create(MessageTemplate, {
    purpose,
    channel,
    hospital: ref(hospital),
    subjectAr,
    subjectEn,
    textAr,
    textEn,
    providerTemplate,
    providerParameters,
  });
}
