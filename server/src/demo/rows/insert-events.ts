import { InboundEventStatus } from "../../modules/integrations/index.ts";
import type { Tx } from "../../modules/core/index.ts";
import { payload } from "../day/payload.ts";
import { demoSourceSystem } from "../group/users.ts";
import type { ReplayedVisit } from "../history/replay.ts";
import { flatMapped, insertRows } from "./insert.ts";

/** What the HIS sent for these visits: the evidence behind every stage. */
export async function insertInboundEvents(tx: Tx, visits: readonly ReplayedVisit[], postedBy: string): Promise<void> {
  const seal = sealer(tx);
  const external = (visit: ReplayedVisit, i: number) => `HIS-${visit.journey.encounterId}-${i + 1}`;
  await insertRows(tx, "inbound_event", {
    id: "uuid", received_at: "timestamptz", source_system: "text", external_id: "text", event_code: "text", encounter_id: "text",
    patient_identifier: "text", hospital_code: "text", hospital_id: "uuid", occurred_at: "timestamptz", payload_sealed: "bytea",
    posted_by_id: "uuid", status: "text", attempts: "int", available_at: "timestamptz", flags: "text[]", journey_id: "uuid",
    processed_at: "timestamptz",
  }, flatMapped(visits, (replayed) => replayed.events.map(({ id, event, receivedAt, processedAt, flags }, i) => {
    const { visit, patient, journey } = replayed;
    return {
      id, received_at: receivedAt, source_system: demoSourceSystem, external_id: external(replayed, i), event_code: event.code,
      encounter_id: journey.encounterId, patient_identifier: patient.mrn, hospital_code: visit.hospital, hospital_id: journey.hospitalId,
      occurred_at: event.at, payload_sealed: seal(payload(visit.type, event, i === 0 ? patient : null), i > 0),
      posted_by_id: postedBy, status: InboundEventStatus.PROCESSED, attempts: 1, available_at: receivedAt, flags: [...flags],
      journey_id: journey.id, processed_at: processedAt,
    };
  })));
  // The same HIS number again would be a repetition, also for these.
  await insertRows(tx, "inbound_event_key", { source_system: "text", key: "text", event_id: "uuid" }, flatMapped(visits, (replayed) =>
    replayed.events.map(({ id }, i) => ({ source_system: demoSourceSystem, key: `id:*:${external(replayed, i)}`, event_id: id })),
  ));
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
