import { InboundEventStatus } from "../../modules/integrations/index.ts";
import { describeFailure, PermanentError, type Tx } from "../../modules/core/index.ts";
import { hourMs, plus } from "../day/clock.ts";
import { payload } from "../day/payload.ts";
import { demoSourceSystem } from "../group/users.ts";
import type { ReplayedVisit } from "../history/replay.ts";
import type { Random } from "../random.ts";
import { flatMapped, insertRows, type Columns } from "./insert.ts";

interface EventRow {
  readonly id: string;
  readonly received_at: Date;
  readonly source_system: string;
  readonly external_id: string;
  readonly event_code: string;
  readonly encounter_id: string;
  readonly patient_identifier: string;
  readonly hospital_code: string | null;
  readonly hospital_id: string | null;
  readonly occurred_at: Date;
  readonly payload_sealed: Buffer;
  readonly posted_by_id: string;
  readonly status: InboundEventStatus;
  readonly attempts: number;
  readonly available_at: Date;
  readonly error_code: string | null;
  readonly error: string | null;
  readonly flags: string[];
  readonly journey_id: string | null;
  readonly processed_at: Date | null;
}

const columns: Columns<EventRow> = {
  id: "uuid",
  received_at: "timestamptz",
  source_system: "text",
  external_id: "text",
  event_code: "text",
  encounter_id: "text",
  patient_identifier: "text",
  hospital_code: "text",
  hospital_id: "uuid",
  occurred_at: "timestamptz",
  payload_sealed: "bytea",
  posted_by_id: "uuid",
  status: "text",
  attempts: "int",
  available_at: "timestamptz",
  error_code: "text",
  error: "text",
  flags: "text[]",
  journey_id: "uuid",
  processed_at: "timestamptz",
};

/** What the HIS sent for these visits: the evidence behind every stage. */
export async function insertInboundEvents(tx: Tx, visits: readonly ReplayedVisit[], postedBy: string): Promise<void> {
  const seal = sealer(tx);
  const external = (visit: ReplayedVisit, i: number) => `HIS-${visit.journey.encounterId}-${i + 1}`;
  await insertRows(
    tx,
    "inbound_event",
    columns,
    flatMapped(visits, (replayed) =>
      replayed.events.map(({ id, event, receivedAt, processedAt, flags }, i) => {
        const { visit, patient, journey } = replayed;
        return {
          id,
          received_at: receivedAt,
          source_system: demoSourceSystem,
          external_id: external(replayed, i),
          event_code: event.code,
          encounter_id: journey.encounterId,
          patient_identifier: patient.mrn,
          hospital_code: visit.hospital,
          hospital_id: journey.hospitalId,
          occurred_at: event.at,
          payload_sealed: seal(payload(visit.type, event, i === 0 ? patient : null), i > 0),
          posted_by_id: postedBy,
          status: InboundEventStatus.PROCESSED,
          attempts: 1,
          available_at: receivedAt,
          flags: [...flags],
          error_code: null,
          error: null,
          journey_id: journey.id,
          processed_at: processedAt,
        };
      }),
    ),
  );
  // The same HIS number again would be a repetition, also for these.
  await insertRows(
    tx,
    "inbound_event_key",
    { source_system: "text", key: "text", event_id: "uuid" },
    flatMapped(visits, (replayed) =>
      replayed.events.map(({ id }, i) => ({
        source_system: demoSourceSystem,
        key: `id:*:${external(replayed, i)}`,
        event_id: id,
      })),
    ),
  );
}

/** Payloads that name no patient repeat: each is sealed once. */
function sealer(tx: Tx): (content: object, isCommon: boolean) => Buffer {
  const known = new Map<string, Buffer>();
  return (content, isCommon) => {
    const text = JSON.stringify(content);
    const sealed = (isCommon ? known.get(text) : undefined) ?? tx.kernel.cipher.seal(text);
    if (isCommon) known.set(text, sealed);
    return sealed;
  };
}

type Trouble = readonly [code: string, hoursAgo: number, status: InboundEventStatus, error?: PermanentError];

const noHospital = new PermanentError("HOSPITAL_UNKNOWN", "no hospital_code, and no journey has this encounter");

/** What goes wrong in a real week: codes that nobody asked for, stages whose check-in never came, an event without its hospital. */
const troubles: readonly Trouble[] = [
  ["QUEUE_TICKET_PRINTED", 1.2, InboundEventStatus.IGNORED],
  ["QUEUE_TICKET_PRINTED", 3.4, InboundEventStatus.IGNORED],
  ["INSURANCE_APPROVED", 20, InboundEventStatus.IGNORED],
  ["BILL_PRINTED", 51, InboundEventStatus.IGNORED],
  ["LAB_ORDER_COMPLETED", 2.1, InboundEventStatus.UNMATCHED],
  ["PHARMACY_DISPENSED", 0.4, InboundEventStatus.UNMATCHED],
  ["RADIOLOGY_REPORT_FINALIZED", 30, InboundEventStatus.UNMATCHED],
  ["ADMITTED", 26, InboundEventStatus.DEAD, noHospital],
];

export async function insertTroubles(
  tx: Tx,
  random: Random,
  hospital: { readonly id: string; readonly code: string },
  postedBy: string,
): Promise<void> {
  await insertRows(
    tx,
    "inbound_event",
    columns,
    troubles.map(([code, hoursAgo, status, error], i) => {
      const occurred = plus(tx.now, -hoursAgo * hourMs);
      const received = plus(occurred, 5_000);
      const isUnmatched = status === InboundEventStatus.UNMATCHED;
      return {
        id: random.id(received),
        received_at: received,
        source_system: demoSourceSystem,
        external_id: `HIS-X-${i + 1}`,
        event_code: code,
        encounter_id: `E-${received.getUTCFullYear()}-9000${i + 1}`,
        patient_identifier: `MRN-9000${i + 1}`,
        hospital_code: error ? null : hospital.code,
        hospital_id: error ? null : hospital.id,
        occurred_at: occurred,
        payload_sealed: tx.kernel.cipher.seal("{}"),
        posted_by_id: postedBy,
        status,
        attempts: 1,
        available_at: received,
        error_code: error?.code ?? null,
        error: error ? describeFailure(error) : null,
        flags: [],
        journey_id: null,
        processed_at: isUnmatched || error ? null : plus(received, 400),
      };
    }),
  );
}
