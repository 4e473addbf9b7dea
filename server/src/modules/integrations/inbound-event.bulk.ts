import type { BulkVerb } from "../core/index.ts";
import { InboundEvent } from "./inbound-event.entity.ts";
import { inboundEventList } from "./inbound-event.export.ts";
import { keysOf } from "./inbound-event.id.ts";
import type { InboundEventFilter } from "./inbound-event.list.ts";
import { replayable } from "./inbound-event.status.ts";
import { canBeReplayed, replayEvent } from "./replay.service.ts";

/** IN-12: oldest first, so that what opened a journey comes before its stages. */
export const replayVerb: BulkVerb<InboundEvent> = {
  name: "inboundEvent.replay",
  title: { en: "Process events again", ar: "إعادة معالجة الأحداث" },
  list: inboundEventList as BulkVerb<InboundEvent>["list"],
  permission: "inboundEvent.replay",
  order: [{ field: "receivedAt", direction: "ASC" }],
  load(em, ids) {
    const keys = keysOf(ids);
    return em.find(InboundEvent, { id: { $in: keys.ids }, receivedAt: { $in: keys.times } });
  },
  labelOf: ({ eventCode, encounterId }) => `${eventCode} ${encounterId}`,
  narrow({ status, ...filter }: InboundEventFilter) {
    return { ...filter, status: status?.filter(canBeReplayed) ?? replayable };
  },
  isApplicable: ({ status }) => canBeReplayed(status),
  apply: (tx, id) => replayEvent(tx, id),
};
