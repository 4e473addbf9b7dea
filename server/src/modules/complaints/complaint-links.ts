import { ref, type Ref } from "@mikro-orm/core";
import { Language, type Tx } from "../core/index.ts";
import { JourneyInstance, StageInstance } from "../journeys/index.ts";
import { Department, Patient, Physician } from "../organizations/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { unknown } from "./complaint.refusals.ts";

export interface LinkFields {
  readonly hospitalId: string;
  readonly departmentId?: string | null;
  readonly physicianId?: string | null;
  readonly patientId?: string | null;
  readonly mrn?: string | null;
  readonly encounterId?: string | null;
  readonly stageInstanceId?: string | null;
  readonly surveyInstanceId?: string | null;
  readonly isAnonymous?: boolean | null;
}

export interface ComplaintLinks {
  readonly department: Ref<Department> | null;
  readonly physician: Ref<Physician> | null;
  readonly patient: Ref<Patient> | null;
  readonly encounterId: string | null;
  readonly journeyId: string | null;
  readonly stageInstanceId: string | null;
  readonly surveyInstanceId: string | null;
  readonly language: Language;
}

/**
 * CM-4: what a complaint refers to lies in its hospital. A stage or a survey brings its journey, encounter, department
 * and physician along, where nothing else was said. An anonymous complaint keeps no patient, whatever it refers to.
 */
export async function linksOf(tx: Tx, fields: LinkFields): Promise<ComplaintLinks> {
  const hospital = fields.hospitalId;
  const survey = fields.surveyInstanceId
    ? await within(tx.em.findOne(SurveyInstance, { id: fields.surveyInstanceId, hospital }, past), "surveyInstanceId")
    : null;
  const stageId = fields.stageInstanceId ?? survey?.stageInstanceId ?? null;
  const stage = stageId
    ? await within(tx.em.findOne(StageInstance, { id: stageId, journey: { hospital } }, past), "stageInstanceId")
    : null;
  const journey = await journeyOf(tx, fields, stage?.journey.id ?? survey?.journeyId ?? null);
  const departmentId = fields.departmentId ?? survey?.department?.id ?? stage?.department?.id ?? null;
  const physicianId = fields.physicianId ?? survey?.physician?.id ?? stage?.physician?.id ?? null;
  const patient = fields.isAnonymous ? null : await patientOf(tx, fields, journey?.patient?.id ?? survey?.patient.id);
  const department = departmentId
    ? await within(tx.em.findOne(Department, { id: departmentId, hospital }, past), "departmentId")
    : null;
  const physician = physicianId
    ? await within(tx.em.findOne(Physician, { id: physicianId, hospital }, past), "physicianId")
    : null;
  return {
    department: department && ref(department),
    physician: physician && ref(physician),
    patient: patient && ref(patient),
    encounterId: journey?.encounterId ?? survey?.encounterId ?? null,
    journeyId: journey?.id ?? null,
    stageInstanceId: stage?.id ?? null,
    surveyInstanceId: survey?.id ?? null,
    language: patient?.language ?? Language.AR,
  };
}

/** The hospital is the caller's to name; what lies in it may be referred to. */
const past = { filters: false } as const;

const problems = {
  surveyInstanceId: ["Choose a survey of this hospital.", "اختر استبانة من هذا المستشفى."],
  stageInstanceId: ["Choose a stage of this hospital.", "اختر مرحلة من هذا المستشفى."],
  departmentId: ["Choose a department of this hospital.", "اختر قسمًا من هذا المستشفى."],
  physicianId: ["Choose a physician of this hospital.", "اختر طبيبًا من هذا المستشفى."],
  patientId: ["Choose a patient of this hospital.", "اختر مريضًا من هذا المستشفى."],
  mrn: ["No patient of this hospital has this number.", "لا يوجد مريض بهذا الرقم في هذا المستشفى."],
} as const;

async function within<Row>(found: Promise<Row | null>, field: keyof typeof problems): Promise<Row> {
  const row = await found;
  if (row) return row;
  const [en, ar] = problems[field];
  throw unknown(field, en, ar);
}

async function journeyOf(tx: Tx, fields: LinkFields, id: string | null): Promise<JourneyInstance | null> {
  if (id) return tx.em.findOne(JourneyInstance, { id, hospital: fields.hospitalId }, past);
  const encounterId = fields.encounterId?.trim();
  return encounterId ? tx.em.findOne(JourneyInstance, { encounterId, hospital: fields.hospitalId }, past) : null;
}

async function patientOf(tx: Tx, fields: LinkFields, known: string | undefined): Promise<Patient | null> {
  const hospital = fields.hospitalId;
  const mrn = fields.mrn?.trim();
  if (fields.patientId) {
    return within(tx.em.findOne(Patient, { id: fields.patientId, hospital, deletedAt: null }, past), "patientId");
  }
  if (mrn) return within(tx.em.findOne(Patient, { mrn, hospital, deletedAt: null }, past), "mrn");
  return known ? tx.em.findOne(Patient, { id: known, hospital }, past) : null;
}
