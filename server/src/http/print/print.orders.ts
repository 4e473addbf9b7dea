import type { EntityClass } from "@mikro-orm/core";
import { z } from "zod";
import { PxAction } from "../../modules/action-center/index.ts";
import { Complaint } from "../../modules/complaints/index.ts";
import type { Permission } from "../../modules/core/index.ts";
import { JourneyInstance } from "../../modules/journeys/index.ts";
import { SurveyInstance } from "../../modules/surveys/index.ts";

interface Printable {
  readonly entity: EntityClass<{ id: string; hospital?: { id: string } | null }>;
  readonly permission: Permission;
  readonly targetType: string;
  /** The console's page of it. */
  readonly path: string;
}

/** The detail pages that can be had as PDF. Only these addresses are ever opened, whatever is sent. */
const table = {
  action: { entity: PxAction, permission: "action.read", targetType: "PxAction", path: "actions" },
  complaint: { entity: Complaint, permission: "complaint.read", targetType: "Complaint", path: "complaints" },
  journey: {
    entity: JourneyInstance,
    permission: "journey.read",
    targetType: "JourneyInstance",
    path: "journeys",
  },
  survey: { entity: SurveyInstance, permission: "survey.read", targetType: "SurveyInstance", path: "surveys" },
} as const satisfies Record<string, Printable>;
export type PrintKind = keyof typeof table;
export const printables: Readonly<Record<PrintKind, Printable>> = table;

/** How the reader has dates, digits and words; the sheet follows. */
export const printOrder = z.strictObject({
  kind: z.enum(Object.keys(table) as [PrintKind, ...PrintKind[]]),
  id: z.uuid(),
  language: z.enum(["ar", "en"]),
  digits: z.enum(["latn", "arab"]),
  calendar: z.enum(["gregory", "islamic-umalqura"]),
});
export type PrintOrder = z.output<typeof printOrder>;

/** Says what it is and of which day, and nothing of whom: names of files travel further than files. */
export function fileNameOf({ kind, id }: PrintOrder, now: Date): string {
  return `px360-${kind}-${now.toISOString().slice(0, 10)}-${id.slice(-6)}.pdf`;
}
