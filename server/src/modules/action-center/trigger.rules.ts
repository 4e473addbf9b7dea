import type { PxActionPriority } from "./px-action.enums.ts";

/** From this many points below the threshold on, an action has this priority. */
export interface PriorityBand {
  readonly fromGap: number;
  readonly priority: PxActionPriority;
}

/** PX-2: the priority of a score by how far it lies below the threshold: the band with the largest `fromGap` that is reached. */
export function priorityOf(bands: readonly PriorityBand[], score: number, threshold: number): PxActionPriority {
  const gap = Math.max(0, threshold - score);
  const reached = bands.filter((band) => band.fromGap <= gap).sort((a, b) => b.fromGap - a.fromGap);
  const band = reached[0];
  if (!band) throw new Error("the bands of a trigger begin at 0: none was reached");
  return band.priority;
}

export type BandProblem = "NO_FIRST_BAND" | "SAME_GAP" | "OUT_OF_RANGE";

/** PX-2: bands begin at 0 (so that each negative score has a priority), lie within 0–200 (an NPS score reaches from −100 to 100), and no two begin together. */
export function bandProblem(bands: readonly PriorityBand[]): BandProblem | null {
  if (bands.some(({ fromGap }) => !Number.isFinite(fromGap) || fromGap < 0 || fromGap > 200)) return "OUT_OF_RANGE";
  if (!bands.some(({ fromGap }) => fromGap === 0)) return "NO_FIRST_BAND";
  return new Set(bands.map(({ fromGap }) => fromGap)).size === bands.length ? null : "SAME_GAP";
}

/** PX-1: the hospital's own trigger for the source beats the group's. */
export function pickTrigger<Trigger extends { readonly hospitalId: string | null; readonly source: string }>(
  triggers: readonly Trigger[],
  hospitalId: string,
  source: string,
): Trigger | null {
  const ofSource = triggers.filter((trigger) => trigger.source === source);
  return (
    ofSource.find((trigger) => trigger.hospitalId === hospitalId) ??
    ofSource.find((trigger) => trigger.hospitalId === null) ??
    null
  );
}
