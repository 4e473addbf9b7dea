import { v7 as uuidv7 } from "uuid";

let sequence = 0;

/** An id whose time is `receivedAt`, and whose order within one millisecond is the order of the calls. */
export function inboundEventId(receivedAt: Date): string {
  sequence = (sequence + 1) % 0x7fff_ffff;
  return uuidv7({ msecs: receivedAt.getTime(), seq: sequence });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The row's `received_at`, read from its id; null for a text that is no UUID. Names the partition to look in. */
export function receivedAtOf(id: string): Date | null {
  return uuid.test(id) ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : null;
}

/** The primary keys of several ids, as the two arrays that a statement takes; what is no UUID falls out. */
export function keysOf(ids: readonly string[]): { ids: string[]; times: Date[] } {
  const known = ids.flatMap((id) => {
    const time = receivedAtOf(id);
    return time ? [{ id, time }] : [];
  });
  return { ids: known.map((row) => row.id), times: known.map((row) => row.time) };
}
