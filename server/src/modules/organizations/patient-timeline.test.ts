import { describe, expect, it } from "vitest";
import type { RequestContext, TimelineEntry, TimelineProvider } from "../core/index.ts";
import { patientTimeline } from "./patient-timeline.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

function provider(kind: string, permission: "journey.read" | "survey.read", points: [number, number][]) {
  const rows = points.map(([minute, n]): TimelineEntry => ({
    id: id(n),
    at: at(minute),
    title: { en: kind, ar: kind },
    status: "X",
    hospitalId: id(0),
  }));
  const newest = rows.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  return {
    kind,
    permission,
    entries: (_em, _patient, before, limit) =>
      Promise.resolve(
        newest
          .filter((row) => !before || row.at < before.at || (+row.at === +before.at && row.id < before.id))
          .slice(0, limit),
      ),
  } satisfies TimelineProvider;
}

const context = (rights: string[], timeline: TimelineProvider[]) =>
  ({
    kernel: { timeline },
    may: (permission: string) => rights.includes(permission),
    reader: () => ({}),
  }) as unknown as RequestContext;

describe("a patient's timeline", () => {
  const journeys = provider("JOURNEY", "journey.read", [
    [1, 1],
    [5, 2],
    [5, 3],
    [9, 4],
  ]);
  const surveys = provider("SURVEY", "survey.read", [
    [5, 5],
    [2, 6],
    [8, 7],
  ]);

  it("OR-16: pages through what all modules tell, newest first, without losing or repeating an entry", async () => {
    const caller = context(["journey.read", "survey.read"], [journeys, surveys]);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await patientTimeline(caller, id(99), { first: 2, after });
      seen.push(...page.nodes.map((node) => node.id));
      after = page.hasNextPage ? (page.endCursor ?? undefined) : undefined;
    } while (after);
    expect(seen).toEqual([4, 7, 5, 3, 2, 6, 1].map(id));
  });

  it("OR-16: asks no module whose things the caller may not see", async () => {
    const page = await patientTimeline(context(["survey.read"], [journeys, surveys]), id(99), {});
    expect(new Set(page.nodes.map((node) => node.kind))).toEqual(new Set(["SURVEY"]));
  });

  it("refuses a cursor that is none", async () => {
    await expect(patientTimeline(context([], []), id(99), { after: "nonsense" })).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });
});
