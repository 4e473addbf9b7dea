import { covers, failure, forbidden, newId, type Bilingual, type Tx } from "../core/index.ts";
import { decideBatch } from "./engine/decide-batch.ts";
import type { Outcome } from "./engine/decide-event.ts";
import { encounterKey, type PlacedEvent } from "./engine/encounter-event.ts";
import { loadPlans, planOf } from "./engine/load-plans.ts";
import type { Refusal } from "./engine/resolve-hospitals.ts";
import { loadWorld } from "./engine/world.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { openJourney } from "./journey.rules.ts";
import type { JourneyType } from "./journey.status.ts";
import { explainOutcome } from "./simulation.explain.ts";

export interface SimulatedFields {
  readonly hospitalId: string;
  readonly eventCode: string;
  readonly encounterId?: string | null;
  readonly journeyTemplateId?: string | null;
  readonly sourceSystem?: string | null;
  readonly journeyType?: JourneyType | null;
  readonly mrn?: string | null;
  readonly physicianLicense?: string | null;
  readonly departmentCode?: string | null;
  readonly occurredAt?: Date | null;
}

export interface Simulation {
  readonly outcome: Outcome | null;
  readonly refusal: Refusal | null;
  readonly explanation: readonly Bilingual[];
}

/** An encounter that no hospital has: for trying a template on a patient who has just come. */
const nobody = "simulation";

/** JO-25: the rules decide as they would for the worker, and nothing is written or locked. */
export async function simulateEvent(tx: Tx, fields: SimulatedFields): Promise<Simulation> {
  if (!covers(tx.scope, { hospitalId: fields.hospitalId })) throw forbidden();
  if (fields.eventCode.trim() === "") throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", ["eventCode"]);
  const event: PlacedEvent = {
    id: newId(),
    sourceSystem: fields.sourceSystem?.trim() || "HIS",
    code: fields.eventCode.trim(),
    hospitalId: fields.hospitalId,
    hospitalCode: null,
    encounterId: fields.encounterId?.trim() || `${nobody}-${newId()}`,
    mrn: fields.mrn?.trim() || nobody,
    occurredAt: fields.occurredAt ?? tx.now,
    facts: {
      physicianLicense: fields.physicianLicense?.trim() || null,
      departmentCode: fields.departmentCode?.trim() || null,
      journeyType: fields.journeyType ?? null,
      contact: null,
      merge: null,
    },
  };
  const world = await loadWorld(tx, [event]);
  const key = encounterKey(event.hospitalId, event.encounterId);
  const known = world.journeys.get(key);
  if (fields.journeyTemplateId && !known) {
    const plan = await planToTry(tx, fields.hospitalId, fields.journeyTemplateId);
    const { hospitalId, encounterId, occurredAt: startedAt } = event;
    world.journeys.set(
      key,
      openJourney({ hospitalId, encounterId, plan, patientId: null, departmentId: null, startedAt, newId }),
    );
  }
  // A number that was not given is nobody's: it must not read as another patient's.
  const asked = known && !fields.mrn?.trim() ? { ...event, mrn: null } : event;
  const { outcomes, refusals } = decideBatch(world, [asked]);
  const [outcome = null, refusal = null] = [outcomes[0], refusals[0]];
  const explanation = outcome ? explainOutcome(outcome) : refusal ? [explainRefusal(refusal)] : [];
  return { outcome, refusal, explanation };
}

const explainRefusal = ({ error }: Refusal): Bilingual => {
  if (error.code === "NO_TEMPLATE") {
    return {
      en: "No template of this journey type is in force here: the event would become a dead letter.",
      ar: "لا قالب مفعّل لهذا النوع هنا: سيتوقف الحدث وينتظر المعالجة.",
    };
  }
  if (error.code === "JOURNEY_TYPE_UNKNOWN") {
    return {
      en: "It is not clear which type of journey it opens: the event would become a dead letter.",
      ar: "نوع المسار الذي يفتحه غير واضح: سيتوقف الحدث وينتظر المعالجة.",
    };
  }
  return { en: `It could not be processed (${error.code}).`, ar: `لا يمكن معالجته (${error.code}).` };
};

async function planToTry(tx: Tx, hospitalId: string, templateId: string) {
  const template = await tx.em.findOne(JourneyTemplate, {
    id: templateId,
    $or: [{ hospital: null }, { hospital: hospitalId }],
  });
  const versionId = template?.currentVersion?.id;
  if (versionId) return planOf(await loadPlans(tx, [versionId]), versionId);
  throw failure("UNKNOWN_TEMPLATE", "This template does not exist here.", "هذا القالب غير موجود هنا.", [
    "journeyTemplateId",
  ]);
}
