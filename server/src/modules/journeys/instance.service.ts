import { covers, failure, findVisible, forbidden, newId, type Language, type Tx } from "../core/index.ts";
import { assertFilled, Department, Hospital, normalisePhone, type PatientIdentity } from "../organizations/index.ts";
import { auditStep } from "./engine/audit-outcome.ts";
import { encounterKey } from "./engine/encounter-event.ts";
import { lockEncounters } from "./engine/lock-encounters.ts";
import { loadPlans, planOf } from "./engine/load-plans.ts";
import { writeWorld } from "./engine/write-world.ts";
import { worldOf, type World } from "./engine/world.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { cancelJourney, openJourney } from "./journey.rules.ts";
import type { JourneyPlan, JourneyState, Step } from "./journey.state.ts";
import { JourneyStatus, type JourneyType } from "./journey.status.ts";
import { withContact } from "./patient.rules.ts";

export interface OpeningFields {
  readonly hospitalId: string;
  readonly encounterId: string;
  readonly mrn: string;
  readonly journeyType?: JourneyType | null;
  /** A template that need not be in force; else the one that is. */
  readonly journeyTemplateId?: string | null;
  readonly departmentId?: string | null;
  readonly startedAt?: Date | null;
  readonly patient?:
    | (Partial<PatientIdentity> & { language?: Language | null; hasContactConsent?: boolean | null })
    | null;
}

const byHand: Step = {
  status: "PROCESSED",
  flags: [],
  journey: null,
  isOpened: false,
  isCancelled: false,
  isClosed: false,
  isCompleted: false,
  completedStage: null,
};

/** JO-3, JO-14: opens a journey for an encounter by hand; events that came too early are taken up (JO-12). */
export async function openJourneyByHand(tx: Tx, fields: OpeningFields): Promise<JourneyInstance> {
  const { hospitalId } = fields;
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  assertFilled(fields, ["encounterId", "mrn"]);
  const [encounterId, mrn] = [fields.encounterId.trim().normalize("NFC"), fields.mrn.trim().normalize("NFC")];
  await assertHospital(tx, hospitalId, fields.departmentId ?? null);
  const encounter = { hospitalId, encounterId };
  await lockEncounters(tx, { encounters: [encounter], patients: [{ hospitalId, mrn }] });
  const world = await worldOf(tx, [encounter], [{ hospitalId, mrn }]);
  if (world.journeys.size > 0) {
    throw failure("ENCOUNTER_TAKEN", "This encounter has a journey already.", "يوجد مسار لهذه الزيارة بالفعل.", [
      "encounterId",
    ]);
  }
  const plan = await planFor(tx, world, fields);
  const startedAt = fields.startedAt ?? tx.now;
  if (startedAt > tx.now)
    throw failure("IN_FUTURE", "The start lies in the future.", "وقت البدء في المستقبل.", ["startedAt"]);
  const patient = world.patients.findOrAdd(hospitalId, mrn);
  world.patients.put(withContact(patient, contactOf(fields), true));
  const departmentId = fields.departmentId ?? null;
  const journey = openJourney({ ...encounter, plan, patientId: patient.id, departmentId, startedAt, newId });
  world.journeys.set(encounterKey(hospitalId, encounterId), journey);
  await writeWorld(tx, world, { completed: [], cancelledIds: [], cancelReason: "" });
  auditStep(tx, journey, { ...byHand, isOpened: true }, { isByHand: true });
  return tx.em.findOneOrFail(JourneyInstance, journey.id);
}

/** JO-11: by hand, with a reason. */
export async function cancelJourneyByHand(tx: Tx, id: string, reason: string): Promise<JourneyInstance> {
  const found = await findVisible(tx.em, JourneyInstance, id);
  assertFilled({ reason }, ["reason"]);
  const encounter = { hospitalId: found.hospital.id, encounterId: found.encounterId };
  await lockEncounters(tx, { encounters: [encounter], patients: [] });
  const world = await worldOf(tx, [encounter], []);
  const key = encounterKey(encounter.hospitalId, encounter.encounterId);
  const journey = world.journeys.get(key) as JourneyState;
  if (journey.status === JourneyStatus.CANCELLED) {
    throw failure("ALREADY_CANCELLED", "This journey is cancelled already.", "هذا المسار ملغى بالفعل.", ["id"]);
  }
  const cancelled = cancelJourney(journey, tx.now, reason.trim());
  world.journeys.set(key, cancelled);
  await writeWorld(tx, world, { completed: [], cancelledIds: [id], cancelReason: "JOURNEY_CANCELLED" });
  auditStep(tx, cancelled, { ...byHand, isCancelled: true }, { isByHand: true });
  return tx.em.refreshOrFail(found);
}

export const placeOf = (journey: JourneyInstance) => ({
  hospitalId: journey.hospital.id,
  departmentIds: journey.departmentIds,
  physicianIds: journey.physicianIds,
});

async function assertHospital(tx: Tx, hospitalId: string, departmentId: string | null): Promise<void> {
  const hospital = await tx.em.findOne(Hospital, { id: hospitalId });
  if (!hospital?.isActive)
    throw failure(
      "UNKNOWN_HOSPITAL",
      "This hospital does not exist or is not active.",
      "هذا المستشفى غير موجود أو غير مفعّل.",
      ["hospitalId"],
    );
  if (departmentId === null || (await tx.em.count(Department, { id: departmentId, hospital: hospitalId })) > 0) return;
  throw failure(
    "UNKNOWN_DEPARTMENT",
    "This department does not exist in this hospital.",
    "هذا القسم غير موجود في هذا المستشفى.",
    ["departmentId"],
  );
}

async function planFor(
  tx: Tx,
  world: World,
  { hospitalId, journeyType, journeyTemplateId }: OpeningFields,
): Promise<JourneyPlan> {
  if (journeyTemplateId) {
    const template = await tx.em.findOne(JourneyTemplate, {
      id: journeyTemplateId,
      $or: [{ hospital: null }, { hospital: hospitalId }],
    });
    const versionId = template?.currentVersion?.id;
    if (versionId) return planOf(await loadPlans(tx, [versionId]), versionId);
    throw failure("UNKNOWN_TEMPLATE", "This template does not exist here.", "هذا القالب غير موجود هنا.", [
      "journeyTemplateId",
    ]);
  }
  if (!journeyType)
    throw failure("REQUIRED", "Give the journey type or a template.", "حدد نوع المسار أو القالب.", ["journeyType"]);
  const plan = world.book.plans(hospitalId).get(journeyType);
  if (plan) return plan;
  throw failure(
    "NO_TEMPLATE",
    "No template is in force for this journey type.",
    "لا يوجد قالب مفعّل لهذا النوع من المسارات.",
    ["journeyType"],
  );
}

function contactOf({ patient }: OpeningFields) {
  if (!patient) return null;
  const { language, hasContactConsent, mobile: given, ...rest } = patient;
  const mobile = given ? normalisePhone(given) : null;
  if (given && mobile === null) {
    throw failure(
      "BAD_PHONE",
      "Write the number as +966 5… or with its country code.",
      "اكتب الرقم بصيغة +966 5 أو مع رمز الدولة.",
      ["patient", "mobile"],
    );
  }
  return {
    identity: { ...rest, mobile },
    isMobileInvalid: false,
    ...(language ? { language } : {}),
    ...(hasContactConsent == null ? {} : { hasContactConsent }),
  };
}
