import type { Tx } from "../../modules/core/index.ts";
import { plus, dayMs } from "../day/clock.ts";
import type { ReplayedVisit } from "../history/replay.ts";
import type { DemoSurveyInstance } from "../history/surveys.ts";
import type { Random } from "../random.ts";
import type { PastAction } from "./insert-actions.ts";
import { insertRows } from "./insert.ts";

interface FeedLine {
  readonly kind: string;
  readonly at: Date;
  readonly hospital_id: string;
  readonly department_id: string | null;
  readonly physician_id: string | null;
  readonly journey_id: string;
  readonly survey_instance_id: string | null;
  readonly px_action_id: string | null;
  readonly journey_type: string;
  readonly stage_name_ar: string;
  readonly stage_name_en: string;
  readonly encounter_id: string;
  readonly score: number | null;
}

const keptDays = 2;

/** The last two days of the live feed, so that the command centre opens on a living hospital. */
export async function insertFeed(
  tx: Tx,
  random: Random,
  visits: readonly ReplayedVisit[],
  surveys: readonly DemoSurveyInstance[],
  actions: readonly PastAction[],
): Promise<void> {
  const since = plus(tx.now, -keptDays * dayMs);
  const lines = [...visits.flatMap(stageLines), ...surveys.flatMap(surveyLines), ...actions.flatMap(actionLines)]
    .filter(({ at }) => at > since && at < tx.now)
    .map((line) => {
      // Written by a worker a moment after it happened.
      const createdAt = plus(line.at, Math.min(random.between(400, 4_000), tx.now.getTime() - line.at.getTime()));
      return { id: random.id(createdAt), created_at: createdAt, ...line };
    });
  await insertRows(
    tx,
    "live_feed_item",
    {
      id: "uuid",
      created_at: "timestamptz",
      kind: "text",
      at: "timestamptz",
      hospital_id: "uuid",
      department_id: "uuid",
      physician_id: "uuid",
      journey_id: "uuid",
      survey_instance_id: "uuid",
      px_action_id: "uuid",
      journey_type: "text",
      stage_name_ar: "text",
      stage_name_en: "text",
      encounter_id: "text",
      score: "double precision",
    },
    lines,
  );
}

function place(visit: ReplayedVisit, stage: DemoSurveyInstance["stage"]) {
  const { journey } = visit;
  return {
    hospital_id: journey.hospitalId,
    department_id: stage.departmentId,
    physician_id: stage.physicianId,
    journey_id: journey.id,
    survey_instance_id: null,
    px_action_id: null,
    journey_type: journey.plan.journeyType,
    stage_name_ar: stage.plan.nameAr,
    stage_name_en: stage.plan.nameEn,
    encounter_id: journey.encounterId,
    score: null,
  };
}

const stageLines = (visit: ReplayedVisit): FeedLine[] =>
  visit.completed.flatMap(({ stage }) =>
    stage.completedAt ? [{ ...place(visit, stage), kind: "STAGE_COMPLETED", at: stage.completedAt }] : [],
  );

function surveyLines({ id, visit, stage, life }: DemoSurveyInstance): FeedLine[] {
  const common = { ...place(visit, stage), survey_instance_id: id };
  const lines: FeedLine[] = [];
  if (life.sentAt) lines.push({ ...common, kind: "SURVEY_SENT", at: life.sentAt });
  if (life.answer && life.answeredAt) {
    lines.push({
      ...common,
      kind: life.answer.isNegative ? "NEGATIVE_SURVEY" : "SURVEY_ANSWERED",
      at: life.answeredAt,
      score: life.answer.explanation.score,
    });
  }
  return lines;
}

const feedKinds: Readonly<Record<string, string>> = {
  CREATED: "ACTION_CREATED",
  ESCALATED: "ACTION_ESCALATED",
  APPROVED: "ACTION_CLOSED",
};

function actionLines({ action, record }: PastAction): FeedLine[] {
  const { survey } = action;
  const common = {
    ...place(survey.visit, survey.stage),
    survey_instance_id: survey.id,
    px_action_id: action.id,
    score: survey.life.answer?.explanation.score ?? null,
  };
  return record.log.flatMap(({ kind, at }) => (feedKinds[kind] ? [{ ...common, kind: feedKinds[kind], at }] : []));
}
