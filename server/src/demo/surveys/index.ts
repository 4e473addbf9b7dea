import type { DemoSurvey } from "./build.ts";
import { ambulance, emergency } from "./emergency.ts";
import { resolution } from "./resolution.ts";
import { admission, discharge, doctorRound, nursing } from "./inpatient.ts";
import { consultation, laboratory, pharmacy, radiology } from "./opd.ts";

export type { DemoSurvey, Topic } from "./build.ts";

export const surveys: readonly DemoSurvey[] = [
  consultation,
  laboratory,
  radiology,
  pharmacy,
  admission,
  doctorRound,
  nursing,
  discharge,
  ambulance,
  emergency,
];

/** Hangs on no stage: it asks about a complaint. */
export { resolution };
