import { mdiCheck, mdiCircleOutline, mdiDebugStepOver, mdiProgressClock } from "@mdi/js";
import type { StageStatus } from "#generated/graphql.ts";
import type { Tone } from "#ui/theme/palette.ts";

/** The stepper and the cards show a stage's status alike. */
export const STAGE_LOOKS: Record<StageStatus, { tone: Tone; icon: string }> = {
  PENDING: { tone: "waiting", icon: mdiCircleOutline },
  IN_PROGRESS: { tone: "progress", icon: mdiProgressClock },
  COMPLETED: { tone: "done", icon: mdiCheck },
  SKIPPED: { tone: "waiting", icon: mdiDebugStepOver },
};
