import { covers, liveItems, notFound, type RequestContext } from "../core/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { journeyChangedChannel } from "./journey.events.ts";

/** JO-23: scope is checked when subscribing, and again for each message with the rights of that moment. */
export async function watchJourney(context: RequestContext, id: string): Promise<AsyncIterable<JourneyInstance>> {
  const journey = await context.reader("journey.read").findOne(JourneyInstance, { id });
  if (!journey) throw notFound();
  return liveItems(context, journeyChangedChannel, async ({ journeys }, now) => {
    const changed = journeys.find((each) => each.id === id);
    if (!changed || !now.may("journey.read") || !covers(now.scope("journey.read"), changed)) return [];
    const row = await now.reader("journey.read").findOne(JourneyInstance, { id });
    return row ? [row] : [];
  });
}
