import { defineEvent } from "../core/index.ts";

/** An event failed for good: it waits for somebody to look at it. */
export const inboundEventDied = defineEvent<{ readonly inboundEventId: string; readonly hospitalId: string | null }>(
  "inbound-event.died",
);
