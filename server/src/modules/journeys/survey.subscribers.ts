import { sql, subscriber, type Tx } from "../core/index.ts";
import { surveyAnswered, surveysSent } from "../surveys/index.ts";
import { lockEncounters } from "./engine/lock-encounters.ts";
import { journeyChangedChannel, journeysChanged, type ChangedJourney } from "./journey.events.ts";

interface SurveyedJourney extends ChangedJourney {
  readonly encounterId: string;
}

function journeysOf(tx: Tx, surveyIds: readonly string[]): Promise<SurveyedJourney[]> {
  return sql<SurveyedJourney>(
    tx.em,
    `select j.id, j.hospital_id as "hospitalId", j.encounter_id as "encounterId", j.department_ids as "departmentIds",
            j.physician_ids as "physicianIds"
       from journey_instance j where j.id in (select journey_id from survey_instance where id = any($1))`,
    [surveyIds],
  );
}

function show(tx: Tx, journeys: readonly SurveyedJourney[]): void {
  if (journeys.length === 0) return;
  tx.publish(journeyChangedChannel, { journeys: journeys.map(({ encounterId: _encounterId, ...journey }) => journey) });
}

/** JO-24: a journey remembers that one of its surveys was answered below the threshold. */
export const markNegativeJourneys = subscriber({
  name: "journeys.mark-negative",
  event: surveyAnswered,
  async handle(tx, deliveries) {
    const negative = deliveries.flatMap(({ payload }) => (payload.isNegative ? [payload.surveyInstanceId] : []));
    const marked = negative.length > 0 ? await journeysOf(tx, negative) : [];
    if (marked.length > 0) {
      await lockEncounters(tx, { encounters: marked, patients: [] });
      const rows = await sql<{ id: string }>(
        tx.em,
        `update journey_instance set has_negative_survey = true, updated_at = $2, version = version + 1
          where id = any($1) and not has_negative_survey returning id`,
        [marked.map((journey) => journey.id), tx.now],
      );
      if (rows.length > 0) tx.emit(journeysChanged, { journeyIds: rows.map((row) => row.id) });
    }
    show(
      tx,
      await journeysOf(
        tx,
        deliveries.map(({ payload }) => payload.surveyInstanceId),
      ),
    );
  },
});

/** JO-23: an open journey page sees its surveys go out. */
export const showSentSurveys = subscriber({
  name: "journeys.show-sent",
  event: surveysSent,
  async handle(tx, deliveries) {
    show(
      tx,
      await journeysOf(
        tx,
        deliveries.flatMap(({ payload }) => payload.surveyInstanceIds),
      ),
    );
  },
});
