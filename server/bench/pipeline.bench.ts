import { sql } from "../src/modules/core/index.ts";
import { HospitalSettings } from "../src/modules/organizations/index.ts";
import { buildApiKey, buildDepartment, buildHospital, buildPhysician } from "../src/testing/factories.ts";
import { buildJourneyTemplate } from "../src/testing/factories-journeys.ts";
import { buildSurveyTemplate } from "../src/testing/factories-surveys.ts";
import { runFloorPipeline } from "./floor-pipeline.ts";
import { ratioOf, type Ratio } from "./intake.bench.ts";
import type { RunningProcess, Setting } from "./setting.ts";

const ours = 8_000;
const floorEvents = 3_000;
const floorSingleEvents = 1_500;
const latencySeconds = 20;
const latencyPerSecond = 30;

export interface PipelineResult {
  readonly pipeline: Ratio;
  readonly "pipeline.singleTransactions": Ratio;
  readonly latency: { readonly p50: number; readonly p99: number; readonly perSecond: number };
}

/**
 * From a stored event to the logged notification, events per second, against the bare SQL of the same effects in transactions of
 * 100 (goal: 0.2) and in one transaction per event; then how long one event takes at 30 events/s.
 */
export async function benchPipeline(setting: Setting): Promise<PipelineResult> {
  const { kernel } = setting;
  const world = await kernel.tx(async (tx) => {
    const hospital = await buildHospital(tx);
    const settings = await tx.em.findOneOrFail(HospitalSettings, { hospital: hospital.id });
    settings.fatigueMaxInvitations = 1_000_000;
    const department = await buildDepartment(tx, { hospital, code: "LAB" });
    await buildPhysician(tx, { hospital, department, licenseNumber: "PH-1042" });
    const survey = await buildSurveyTemplate(tx);
    await buildJourneyTemplate(tx, {
      openingEventCodes: ["OPD_CHECKED_IN"],
      stages: ["OPD_VISIT_COMPLETED", "LAB_ORDER_COMPLETED", "RADIOLOGY_REPORT_FINALIZED", "PHARMACY_DISPENSED"].map(
        (code, index) => ({
          code: `STAGE_${index}`,
          nameAr: `مرحلة ${index}`,
          nameEn: `Stage ${index}`,
          triggerEventCode: code,
          surveyTemplateId: survey.id,
          isAutoSendSurvey: code === "LAB_ORDER_COMPLETED",
        }),
      ),
    });
    return {
      hospitalCode: hospital.code,
      hospitalId: hospital.id,
      key: (await buildApiKey(tx, { sourceSystem: "HIS" })).secret,
    };
  });
  const post = poster(world.key, world.hospitalCode);
  const total = ours + floorEvents + floorSingleEvents + latencySeconds * latencyPerSecond;
  const [server, worker] = [await setting.server(), await setting.worker()];
  try {
    await post(server, "OPD_CHECKED_IN", 0, total);
    await until(
      setting,
      "select count(*)::int as n from journey_instance where hospital_id = $1",
      world.hospitalId,
      total,
    );
    worker.pause();
    await post(server, "LAB_ORDER_COMPLETED", 0, ours);
    const start = performance.now();
    worker.resume();
    await until(
      setting,
      "select count(*)::int as n from notification_log where hospital_id = $1 and status = 'SENT'",
      world.hospitalId,
      ours,
    );
    const perSecond = ours / ((performance.now() - start) / 1000);
    const latency = await measureLatency(
      setting,
      server,
      post,
      world.hospitalId,
      total - latencySeconds * latencyPerSecond,
    );
    worker.pause();
    const batched = await runFloorPipeline(setting.kernel.database.url, ours, floorEvents, 100);
    const single = await runFloorPipeline(setting.kernel.database.url, ours + floorEvents, floorSingleEvents, 1);
    worker.resume();
    return {
      pipeline: ratioOf(perSecond, batched),
      "pipeline.singleTransactions": ratioOf(perSecond, single),
      latency,
    };
  } finally {
    await server.stop();
    await worker.stop();
  }
}

type Post = (server: RunningProcess, code: string, from: number, count: number) => Promise<void>;

function poster(key: string, hospitalCode: string): Post {
  return async (server, code, from, count) => {
    for (let start = from; start < from + count; start += 1_000) {
      const events = Array.from({ length: Math.min(1_000, from + count - start) }, (_, index) => ({
        source_system: "HIS",
        event_id: `${code}-${start + index}`,
        event_code: code,
        encounter_id: `P-${start + index}`,
        patient_identifier: `P-MRN-${start + index}`,
        hospital_code: hospitalCode,
        payload: {
          physician_license: "PH-1042",
          department_code: "LAB",
          journey_type: "OPD",
          patient: {
            name_ar: "سارة العتيبي",
            name_en: "Sara Alotaibi",
            mobile: `+9665${10_000_000 + start + index}`,
            language: "ar",
          },
        },
      }));
      const response = await fetch(`${server.url}/api/integrations/events/`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify(events.length === 1 ? events[0] : { events }),
      });
      if (response.status !== 202) throw new Error(`the intake answered ${response.status}: ${await response.text()}`);
    }
  };
}

async function until(setting: Setting, query: string, hospitalId: string, count: number): Promise<void> {
  const giveUp = Date.now() + 180_000;
  for (;;) {
    const [row] = await sql<{ n: number }>(setting.kernel.orm.em.fork(), query, [hospitalId]);
    if ((row?.n ?? 0) >= count) return;
    if (Date.now() > giveUp) throw new Error(`only ${row?.n} of ${count} came through`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** One event every 33 ms; the time from its being received to the start of the transaction that logs its notification. */
async function measureLatency(setting: Setting, server: RunningProcess, post: Post, hospitalId: string, from: number) {
  const count = latencySeconds * latencyPerSecond;
  for (let index = 0; index < count; index++) {
    const next = performance.now() + 1000 / latencyPerSecond;
    void post(server, "LAB_ORDER_COMPLETED", from + index, 1);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  await until(
    setting,
    "select count(*)::int as n from notification_log where hospital_id = $1 and status = 'SENT'",
    hospitalId,
    ours + count,
  );
  const [row] = await sql<{ p50: number; p99: number }>(
    setting.kernel.orm.em.fork(),
    `select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.99) within group (order by ms) as p99 from (
       select extract(epoch from l.created_at - e.received_at) * 1000 as ms
         from notification_log l join survey_instance s on s.id = l.related_id
         join inbound_event e on e.journey_id = s.journey_id and e.event_code = 'LAB_ORDER_COMPLETED'
        where l.hospital_id = $1 order by l.created_at desc limit $2) as latest`,
    [hospitalId, count],
  );
  return { p50: Math.round(row?.p50 ?? 0), p99: Math.round(row?.p99 ?? 0), perSecond: latencyPerSecond };
}
