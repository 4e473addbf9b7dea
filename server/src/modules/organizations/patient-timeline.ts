import { Refusal, type RequestContext, type TimelineEntry, type TimelinePoint } from "../core/index.ts";

export const maxTimelinePage = 50;

export type PatientTimelineEntry = TimelineEntry & { readonly kind: string };

export interface TimelinePage {
  readonly nodes: PatientTimelineEntry[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

const newestFirst = (a: TimelinePoint, b: TimelinePoint) =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/**
 * OR-16: what each module knows of a patient, merged by time. Every module is asked for one page past the cursor within its
 * own permission; so the merged page is right, whoever owns its rows.
 */
export async function patientTimeline(
  context: RequestContext,
  patientId: string,
  args: { readonly first?: number; readonly after?: string; readonly kinds?: readonly string[] },
): Promise<TimelinePage> {
  const size = Math.min(args.first ?? 25, maxTimelinePage);
  const before = args.after ? pointOf(args.after) : null;
  const asked = context.kernel.timeline.filter(
    ({ kind, permission }) => context.may(permission) && (!args.kinds?.length || args.kinds.includes(kind)),
  );
  const parts = await Promise.all(
    asked.map(async ({ kind, permission, entries }) =>
      (await entries(context.reader(permission), patientId, before, size + 1)).map((entry) => ({ ...entry, kind })),
    ),
  );
  const all = parts.flat().sort(newestFirst);
  const nodes = all.slice(0, size);
  const last = nodes.at(-1);
  return { nodes, hasNextPage: all.length > size, endCursor: last ? cursorOf(last) : null };
}

const cursorOf = ({ at, id }: TimelinePoint) => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");

function pointOf(cursor: string): TimelinePoint {
  const [time = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new Refusal("BAD_USER_INPUT", {
      en: "This cursor is not valid here. Start from the first page.",
      ar: "مؤشر الصفحة غير صالح. ابدأ من الصفحة الأولى.",
    });
  }
  return { at, id };
}
