import { loader, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { defaultZone } from "./board.rules.ts";

/** PX-19: whose day “today” is: that of the caller's first hospital, as in the console. */
const zones = loader<string>(async (context, ids) => {
  const [hospital] = await context.reader("action.read").find(Hospital, {}, { orderBy: { code: "asc" }, limit: 1 });
  return new Map(ids.map((id) => [id, hospital?.timeZone ?? defaultZone]));
}, defaultZone);

export const boardZoneOf = (context: RequestContext): Promise<string> => zones(context, "own");
