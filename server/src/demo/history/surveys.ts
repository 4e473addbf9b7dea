import { Language } from "../../modules/core/index.ts";
import type { StageState } from "../../modules/journeys/journey.state.ts";
import type { Random } from "../random.ts";
import type { SeededSurvey } from "../rows/seed-templates.ts";
import { riskOf } from "./experience.ts";
import type { CompletedStage, ReplayedVisit } from "./replay.ts";
import { liveSurvey, type HospitalRules, type SurveyLife } from "./survey-life.ts";

export interface DemoSurveyInstance {
  readonly id: string;
  readonly visit: ReplayedVisit;
  readonly stage: StageState;
  readonly survey: SeededSurvey;
  readonly createdAt: Date;
  readonly language: Language;
  readonly life: SurveyLife;
}

export interface SendingRules extends HospitalRules {
  readonly negativeThreshold: number;
}

interface Circumstances {
  readonly surveys: ReadonlyMap<string, SeededSurvey>;
  readonly rules: (hospital: string) => SendingRules;
  readonly now: Date;
}

const eagerness: Readonly<Record<string, number>> = {
  OPD_MD_CONSULT: 1.12,
  LAB: 0.92,
  RADIOLOGY: 0.95,
  PHARMACY: 0.93,
  IP_ADMISSION: 0.85,
  IP_DOCTOR: 0.95,
  IP_NURSING: 1,
  IP_DISCHARGE: 1.3,
  EMS_TRANSPORT: 0.8,
};
const byHospital: Readonly<Record<string, number>> = { OLAYA: 1.08, SUWAIDI: 0.9, NUZHA: 1 };
const usual = 0.305;

/** A survey for each completed stage that has one, in the order in which the product met them: the fatigue rule looks back. */
export function surveysOf(
  random: Random,
  visits: readonly ReplayedVisit[],
  circumstances: Circumstances,
): DemoSurveyInstance[] {
  const invitations = new Map<string, Date[]>();
  const moods = new Map(visits.map((visit) => [visit, random.normal(0, 0.45)] as const));
  return visits
    .flatMap((visit) => visit.completed.map((completed) => ({ visit, completed })))
    .toSorted((a, b) => a.completed.processedAt.getTime() - b.completed.processedAt.getTime())
    .flatMap(({ visit, completed }) => {
      const earlier = invitations.get(visit.patient.id) ?? [];
      invitations.set(visit.patient.id, earlier);
      const made = surveyOf(random, visit, completed, circumstances, moods.get(visit) ?? 0, earlier);
      return made ? [made] : [];
    });
}

function surveyOf(
  random: Random,
  replayed: ReplayedVisit,
  { stage, processedAt }: CompletedStage,
  { surveys, rules, now }: Circumstances,
  visitMood: number,
  invitations: Date[],
): DemoSurveyInstance | null {
  const { visit, patient } = replayed;
  const survey = surveys.get(stage.plan.surveyTemplateId ?? "");
  const event = visit.events.find(({ code }) => code === stage.plan.trigger);
  if (!survey || !event || !stage.completedAt) return null;
  const hospital = rules(visit.hospital);
  const risk = riskOf(
    {
      hospital: visit.hospital,
      journeyType: visit.type,
      stage: stage.plan.code,
      department: event.department,
      physician: event.physician,
      at: event.at,
    },
    now,
    visitMood,
  );
  const language = Language[patient.language];
  const life = liveSurvey(
    random,
    {
      survey,
      createdAt: processedAt,
      occurredAt: stage.completedAt,
      isAutoSend: stage.plan.isAutoSendSurvey,
      language,
      hasConsent: patient.hasContactConsent,
      hasMobile: patient.mobile !== null,
      risk,
      response:
        usual *
        (eagerness[stage.plan.code] ?? 1) *
        (byHospital[visit.hospital] ?? 1) *
        (patient.language === "EN" ? 0.85 : 1),
      hospitalThreshold: hospital.negativeThreshold,
      rules: hospital,
      now,
    },
    invitations,
  );
  return { id: random.id(processedAt), visit: replayed, stage, survey, createdAt: processedAt, language, life };
}
