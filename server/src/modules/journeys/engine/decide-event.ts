import { EventRuleKind } from "../../integrations/index.ts";
import { kindsOf, openingPlan } from "../event-kind.rules.ts";
import { decide, openJourney } from "../journey.rules.ts";
import type { EventFlag, JourneyEvent, JourneyState, Step } from "../journey.state.ts";
import { withContact } from "../patient.rules.ts";
import type { Merge } from "../patient-register.ts";
import { encounterKey, placeKey, type PlacedEvent } from "./encounter-event.ts";
import { refuse, type Refusal } from "./resolve-hospitals.ts";
import type { World } from "./world.ts";

/** What one event did to the world. */
export interface Outcome {
  readonly event: PlacedEvent;
  readonly status: Step["status"];
  readonly flags: readonly EventFlag[];
  /** Of its encounter, afterwards. */
  readonly journey: JourneyState | null;
  readonly step?: Step;
  readonly merge?: Merge | null;
}

const isRefusal = (result: Outcome | Refusal): result is Refusal => "error" in result;
export { isRefusal };

/** One event against the world, which it changes in memory. No I/O. */
export function decideEvent(world: World, event: PlacedEvent): Outcome | Refusal {
  const kind = world.book.rule(event.sourceSystem, event.code)?.kind;
  if (kind === EventRuleKind.MERGE) return decideMerge(world, event);
  if (kind === EventRuleKind.UPDATE) return decideUpdate(world, event);
  return decideJourney(world, event);
}

/** JO-16: the event's own encounter does not matter; everything of the one number moves to the other. */
function decideMerge(world: World, event: PlacedEvent): Outcome | Refusal {
  const { merge } = event.facts;
  if (!merge) return refuse(event.id, "MERGE_INCOMPLETE", "the payload must name both numbers: from, into");
  const done = world.patients.merge(event.hospitalId, merge.from, merge.into);
  if (done) {
    for (const [key, journey] of world.journeys) {
      if (journey.patientId === done.from.id) world.journeys.set(key, { ...journey, patientId: done.into.id });
    }
  }
  return { event, status: "PROCESSED", flags: done ? [] : ["ALREADY_MERGED"], journey: null, merge: done };
}

/** JO-15: never starts a journey; for a patient whom nobody knows yet it waits until the encounter's journey names them. */
function decideUpdate(world: World, event: PlacedEvent): Outcome {
  const key = encounterKey(event.hospitalId, event.encounterId);
  const journey = world.journeys.get(key) ?? null;
  const patient = event.mrn === null ? null : world.patients.find(event.hospitalId, event.mrn);
  if (patient) {
    world.patients.put(withContact(patient, event.facts.contact, true));
    return {
      event,
      status: "PROCESSED",
      flags: event.facts.contact?.isMobileInvalid ? ["MOBILE_INVALID"] : [],
      journey,
    };
  }
  if (!journey) return { event, status: "UNMATCHED", flags: [], journey };
  if (event.mrn === null) return { event, status: "PROCESSED", flags: ["PATIENT_MISSING"], journey };
  const attached = withPatient(world, event, journey, true);
  world.journeys.set(key, attached.journey);
  return { event, status: "PROCESSED", flags: attached.flags, journey: attached.journey };
}

function decideJourney(world: World, event: PlacedEvent): Outcome | Refusal {
  const key = encounterKey(event.hospitalId, event.encounterId);
  const before = world.journeys.get(key) ?? null;
  const coded = { sourceSystem: event.sourceSystem, code: event.code, journeyType: event.facts.journeyType };
  const kinds = kindsOf(world.book, event.hospitalId, coded, before?.plan.journeyType ?? null);
  const opening = !before && kinds.isOpen ? openingPlan(world.book, event.hospitalId, coded) : null;
  if (opening && "problem" in opening) {
    return refuse(event.id, opening.problem, "an opening event, but no active journey template fits it here");
  }
  const { facts, flags } = placeFacts(world, event);
  const journeyEvent: JourneyEvent = { id: event.id, code: event.code, kinds, occurredAt: event.occurredAt, ...facts };
  const step = decide(before, journeyEvent, () => {
    if (!opening) throw new Error("only an opening event opens a journey");
    const { hospitalId, encounterId, occurredAt: startedAt } = event;
    const { newId } = world;
    return openJourney({
      hospitalId,
      encounterId,
      plan: opening.plan,
      patientId: null,
      departmentId: facts.departmentId,
      startedAt,
      newId,
    });
  });
  if (step.status !== "PROCESSED" || !step.journey)
    return { event, status: step.status, flags: [], journey: before, step };
  const patient = withPatient(world, event, step.journey, kinds.isOpen);
  world.journeys.set(key, patient.journey);
  const all = [...step.flags, ...flags, ...patient.flags];
  if (step.completedStage?.plan.surveyTemplateId && patient.journey.patientId === null) all.push("PATIENT_MISSING");
  return { event, status: "PROCESSED", flags: all, journey: patient.journey, step };
}

/** JO-5: physician and department by their numbers within the hospital. */
function placeFacts(world: World, { hospitalId, facts }: PlacedEvent) {
  const { physicianLicense, departmentCode } = facts;
  const physicianId =
    physicianLicense === null ? null : (world.places.physicians.get(placeKey(hospitalId, physicianLicense)) ?? null);
  const departmentId =
    departmentCode === null ? null : (world.places.departments.get(placeKey(hospitalId, departmentCode)) ?? null);
  const flags: EventFlag[] = [];
  if (physicianLicense !== null && physicianId === null) flags.push("PHYSICIAN_UNKNOWN");
  if (departmentCode !== null && departmentId === null) flags.push("DEPARTMENT_UNKNOWN");
  return { facts: { physicianId, departmentId }, flags };
}

/** JO-14: whose journey it is, by the number that the event names; the first one to name it decides. */
function withPatient(world: World, event: PlacedEvent, journey: JourneyState, isOpen: boolean) {
  const flags: EventFlag[] = [];
  if (event.mrn === null) return { journey, flags };
  const isOwner = journey.patientId === null;
  const patient = isOwner
    ? world.patients.findOrAdd(event.hospitalId, event.mrn)
    : world.patients.find(event.hospitalId, event.mrn);
  if (!isOwner && patient?.id !== world.patients.survivorId(journey.patientId ?? ""))
    return { journey, flags: [...flags, "PATIENT_MISMATCH" as const] };
  if (!patient) return { journey, flags };
  if (event.facts.contact?.isMobileInvalid) flags.push("MOBILE_INVALID");
  world.patients.put(withContact(patient, event.facts.contact, isOpen || isOwner));
  return { journey: isOwner ? { ...journey, patientId: patient.id } : journey, flags };
}
