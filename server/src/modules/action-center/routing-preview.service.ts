import { departmentPath, loadPeople } from "../accounts/index.ts";
import { findVisible, forbidden, type RequestContext } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { loadRoutingRules } from "./action-configuration.ts";
import { loadDirectory } from "./action-directory.ts";
import { ownerFor } from "./assignment.rules.ts";
import { loadAvailability } from "./availability.ts";
import type { PxActionPriority, PxActionSource } from "./px-action.enums.ts";
import { verdictsOf } from "./routing.rules.ts";

export interface RoutingQuestion {
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly source: PxActionSource;
  readonly stageCode?: string | null;
  readonly priority: PxActionPriority;
}

/** PX-3, PX-4: who would get an action with these facts now, and why each rule was chosen or not, with leave and limits as they are; nothing is opened by asking. */
export async function previewRouting(context: RequestContext, question: RoutingQuestion) {
  const em = context.reader("routing.read");
  const { hospitalId, source, priority } = question;
  await findVisible(em, Hospital, hospitalId);
  const department = question.departmentId ? await findVisible(em, Department, question.departmentId) : null;
  if (department && department.hospital.id !== hospitalId) throw forbidden();
  const place = { hospitalId, departmentId: department?.id ?? null };
  const directory = await loadDirectory(em, [hospitalId]);
  const availability = await loadAvailability({ em, now: context.kernel.clock() });
  const verdicts = verdictsOf(await loadRoutingRules(em), {
    hospitalId,
    departmentPath: departmentPath(directory, place.departmentId),
    source,
    stageCode: question.stageCode?.trim() || null,
    priority,
  });
  const chosen = verdicts.find(({ verdict }) => verdict === "CHOSEN")?.rule ?? null;
  const ownerId = chosen && ownerFor(directory, place, chosen, availability);
  const owner = ownerId ? (await loadPeople(context, [ownerId])).get(ownerId) : null;
  return {
    target: chosen?.target ?? null,
    ownerNameEn: owner?.nameEn ?? null,
    ownerNameAr: owner?.nameAr ?? null,
    openCount: ownerId ? (directory.openCounts.get(ownerId) ?? 0) : null,
    // Rules of other hospitals are nobody's business here.
    considered: verdicts
      .filter(({ verdict }) => verdict !== "OTHER_HOSPITAL")
      .map(({ rule, verdict }) => ({ ruleId: rule.id, nameEn: rule.nameEn, nameAr: rule.nameAr, verdict })),
  };
}
