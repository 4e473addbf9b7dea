import { sql } from "../modules/core/index.ts";
import type { Hospital } from "../modules/organizations/index.ts";
import { buildHospital } from "./factories.ts";
import { buildInboundEvent, buildJourneyTemplate, type GivenEvent } from "./factories-journeys.ts";
import { createTestKernel, type TestKernel } from "./test-kernel.ts";
import { processInboundEvents } from "../modules/journeys/index.ts";

export interface EventResult {
  readonly status: string;
  readonly flags: string[];
  readonly errorCode: string | null;
  readonly journeyId: string | null;
}

export interface StageResult {
  readonly code: string;
  readonly status: string;
  readonly completedAt: Date | null;
  readonly isLate: boolean;
  readonly physicianId: string | null;
  readonly departmentId: string | null;
}

/** A hospital with the group's outpatient template, and events thrown at the engine: for tests. */
export interface EngineHarness {
  readonly kernel: TestKernel;
  readonly hospital: Hospital;
  /** Stores events in this order and processes them as one batch. Returns their ids. */
  send(...events: (Partial<GivenEvent> & { eventCode: string })[]): Promise<string[]>;
  store(...events: (Partial<GivenEvent> & { eventCode: string })[]): Promise<string[]>;
  process(ids: readonly string[]): Promise<void>;
  result(eventId: string | undefined): Promise<EventResult>;
  /** Ids of events that wait to be processed. */
  due(): Promise<string[]>;
  journey(
    encounterId: string,
  ): Promise<{ id: string; status: string; patientId: string | null; closedAt: Date | null } | undefined>;
  stages(encounterId: string): Promise<StageResult[]>;
  rows<Row extends object>(text: string, parameters?: unknown[]): Promise<Row[]>;
}

export async function startEngine(): Promise<EngineHarness> {
  const kernel = await createTestKernel();
  const hospital = await kernel.tx(async (tx) => {
    await buildJourneyTemplate(tx);
    return buildHospital(tx);
  });
  const rows = <Row extends object>(text: string, parameters: unknown[] = []) =>
    sql<Row>(kernel.orm.em.fork(), text, parameters);
  const harness: EngineHarness = {
    kernel,
    hospital,
    rows,
    store: (...events) =>
      kernel.tx(async (tx) => events.map((event) => buildInboundEvent(tx, { hospital, encounterId: "E-1", ...event }))),
    async send(...events) {
      const ids = await harness.store(...events);
      await harness.process(ids);
      return ids;
    },
    process: (ids) => kernel.tx((tx) => processInboundEvents(tx, ids)),
    async result(eventId) {
      const [row] = await rows<EventResult>(
        `select status, flags, error_code as "errorCode", journey_id as "journeyId" from inbound_event where id = $1`,
        [eventId],
      );
      if (!row) throw new Error("no such event");
      return row;
    },
    async due() {
      return (
        await rows<{ id: string }>("select id from inbound_event where status in ('RECEIVED', 'FAILED') order by id")
      ).map((row) => row.id);
    },
    async journey(encounterId) {
      const [row] = await rows<{ id: string; status: string; patientId: string | null; closedAt: Date | null }>(
        `select id, status, patient_id as "patientId", closed_at as "closedAt" from journey_instance where encounter_id = $1 and hospital_id = $2`,
        [encounterId, hospital.id],
      );
      return row;
    },
    stages: (encounterId) =>
      rows<StageResult>(
        `select s.code, s.status, s.completed_at as "completedAt", s.is_late as "isLate", s.physician_id as "physicianId",
                s.department_id as "departmentId"
           from stage_instance s join journey_instance j on j.id = s.journey_id
          where j.encounter_id = $1 and j.hospital_id = $2 order by s.position`,
        [encounterId, hospital.id],
      ),
  };
  return harness;
}
