import { liveChannel, sql, subscriber, type Tx } from "../core/index.ts";
import { pxActionsChanged, type PxActionChange } from "../action-center/index.ts";
import { inboundEventDied, receivedAtOf } from "../integrations/index.ts";
import { stagesCompleted } from "../journeys/index.ts";
import { surveyAnswered, surveysSent } from "../surveys/index.ts";
import { addAnswered, addSent } from "./survey-rollup.service.ts";

/** New lines of the feed, by hospital; consoles load what they may see. */
export const liveFeedChannel = liveChannel<{ ids: string[] }>("px360:live-feed");

const columns = `(id, created_at, kind, at, hospital_id, department_id, physician_id, journey_id, survey_instance_id,
  px_action_id, journey_type, stage_name_ar, stage_name_en, encounter_id, score)`;

async function add(tx: Tx, select: string, parameters: unknown[]): Promise<void> {
  const rows = await sql<{ id: string }>(
    tx.em,
    `insert into live_feed_item ${columns} ${select} returning id`,
    parameters,
  );
  if (rows.length > 0) tx.publish(liveFeedChannel, { ids: rows.map((row) => row.id) });
}

/** AN-8: one line per completed stage. */
export const feedStages = subscriber({
  name: "analytics.feed-stages",
  event: stagesCompleted,
  async handle(tx, deliveries) {
    await add(
      tx,
      `select uuidv7(), $2, 'STAGE_COMPLETED', s.completed_at, j.hospital_id, s.department_id, s.physician_id, j.id, null, null,
              j.journey_type, t.name_ar, t.name_en, j.encounter_id, null
         from stage_instance s join journey_instance j on j.id = s.journey_id join stage_template t on t.id = s.stage_template_id
        where s.id = any($1) order by s.completed_at`,
      [deliveries.flatMap((delivery) => delivery.payload.stageInstanceIds), tx.now],
    );
  },
});

const surveyLine = (
  kind: string,
  at: string,
) => `select uuidv7(), $2, ${kind}, ${at}, s.hospital_id, s.department_id, s.physician_id,
  s.journey_id, s.id, null, s.journey_type, s.stage_name_ar, s.stage_name_en, s.encounter_id, s.score
  from survey_instance s where s.id = any($1) and ${at} is not null order by ${at}`;

export const countSentSurveys = subscriber({
  name: "analytics.count-sent-surveys",
  event: surveysSent,
  async handle(tx, deliveries) {
    const ids = deliveries.flatMap((delivery) => delivery.payload.surveyInstanceIds);
    await addSent(tx, ids);
    await add(tx, surveyLine("'SURVEY_SENT'", "s.sent_at"), [ids, tx.now]);
  },
});

export const countAnsweredSurveys = subscriber({
  name: "analytics.count-answered-surveys",
  event: surveyAnswered,
  async handle(tx, deliveries) {
    const ids = deliveries.map((delivery) => delivery.payload.surveyInstanceId);
    await addAnswered(tx, ids);
    await add(
      tx,
      surveyLine("case when s.is_negative then 'NEGATIVE_SURVEY' else 'SURVEY_ANSWERED' end", "s.answered_at"),
      [ids, tx.now],
    );
  },
});

const kinds: Partial<Record<PxActionChange, string>> = {
  CREATED: "ACTION_CREATED",
  ESCALATED: "ACTION_ESCALATED",
  CLOSED: "ACTION_CLOSED",
};

export const feedActions = subscriber({
  name: "analytics.feed-actions",
  event: pxActionsChanged,
  async handle(tx, deliveries) {
    const lines = deliveries.flatMap(({ payload }) => {
      const kind = kinds[payload.kind];
      return kind ? [{ id: payload.pxActionId, kind }] : [];
    });
    if (lines.length === 0) return;
    await add(
      tx,
      `select uuidv7(), $2, l.kind, $2, a.hospital_id, a.department_id, s.physician_id, a.journey_id, a.survey_instance_id, a.id,
              s.journey_type, s.stage_name_ar, s.stage_name_en, s.encounter_id, s.score
         from unnest($1::uuid[], $3::text[]) as l(id, kind) join px_action a on a.id = l.id
         left join survey_instance s on s.id = a.survey_instance_id`,
      [lines.map((line) => line.id), tx.now, lines.map((line) => line.kind)],
    );
  },
});

export const feedDeadEvents = subscriber({
  name: "analytics.feed-dead-events",
  event: inboundEventDied,
  async handle(tx, deliveries) {
    // An event whose hospital is unknown is seen by the group, on the page of inbound events; the feed is by hospital.
    const ids = deliveries.flatMap(({ payload }) => (payload.hospitalId ? [payload.inboundEventId] : []));
    await add(
      tx,
      `select uuidv7(), $2, 'EVENT_DEAD', $2, e.hospital_id, null, null, e.journey_id, null, null, null, null, null, e.encounter_id, null
         from inbound_event e where e.id = any($1) and e.received_at = any($3)`,
      [ids, tx.now, ids.map(receivedAtOf)],
    );
  },
});

/** AN-9: the feed is for now; what is older than a week is found in the lists. */
export async function pruneLiveFeed(tx: Tx): Promise<void> {
  await sql(tx.em, "delete from live_feed_item where created_at < $1", [new Date(tx.now.getTime() - 7 * 86_400_000)]);
}
