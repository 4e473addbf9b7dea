import { addDays, startOfDay } from "../i18n/zones.ts";
import { isLocalDate, type Range } from "./codecs.ts";

export interface InstantRange {
  from?: string;
  to?: string;
}

/** The API takes instants, end excluded; a local end date therefore becomes the start of the day after it. */
export function toInstants(range: Range | undefined, zone: string): InstantRange | undefined {
  if (!range) return undefined;
  const instants: InstantRange = {};
  if (range.from) instants.from = isLocalDate(range.from) ? startOfDay(range.from, zone) : range.from;
  if (range.to) instants.to = isLocalDate(range.to) ? startOfDay(addDays(range.to, 1), zone) : range.to;
  return instants;
}
