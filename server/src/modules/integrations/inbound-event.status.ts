import { registerEnumType } from "type-graphql";

export enum InboundEventStatus {
  RECEIVED = "RECEIVED",
  PROCESSED = "PROCESSED",
  UNMATCHED = "UNMATCHED",
  IGNORED = "IGNORED",
  FAILED = "FAILED",
  DEAD = "DEAD",
}
registerEnumType(InboundEventStatus, {
  name: "InboundEventStatus",
  description: "How far an inbound event has come.",
  valuesConfig: {
    RECEIVED: { description: "Stored; a worker will take it." },
    PROCESSED: { description: "It had its effect." },
    UNMATCHED: { description: "No journey for its encounter yet; taken up again when one appears." },
    IGNORED: { description: "No rule and no stage knows its code." },
    FAILED: { description: "Processing failed; tried again at `nextAttemptAt`." },
    DEAD: { description: "Processing failed for good; somebody has to look and replay it." },
  },
});

/** IN-12: these can be replayed. A processed event had its effect; having it twice is what the whole design forbids. */
export const replayable: readonly InboundEventStatus[] = [
  InboundEventStatus.UNMATCHED,
  InboundEventStatus.IGNORED,
  InboundEventStatus.FAILED,
  InboundEventStatus.DEAD,
];
