import type { JourneyStatus, JourneyType, StageStatus } from "./journey.status.ts";

/** One stage as a template's version plans it. */
export interface StagePlan {
  readonly stageTemplateId: string;
  readonly position: number;
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly trigger: string;
  readonly surveyTemplateId: string | null;
  readonly isAutoSendSurvey: boolean;
  readonly isPhysicianRequired: boolean;
}

/** One immutable version of a template (JO-17). */
export interface JourneyPlan {
  readonly templateId: string;
  readonly versionId: string;
  readonly journeyType: JourneyType;
  readonly openingCodes: readonly string[];
  readonly closingCodes: readonly string[];
  /** In stage order. */
  readonly stages: readonly StagePlan[];
}

export interface StageState {
  readonly id: string;
  readonly plan: StagePlan;
  readonly status: StageStatus;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly isLate: boolean;
  readonly isPhysicianMissing: boolean;
  readonly physicianId: string | null;
  readonly departmentId: string | null;
  readonly eventId: string | null;
}

/** A journey as the rules see it. Never changed in place: what is another object has changed. */
export interface JourneyState {
  readonly id: string;
  readonly hospitalId: string;
  readonly encounterId: string;
  readonly plan: JourneyPlan;
  readonly status: JourneyStatus;
  readonly patientId: string | null;
  readonly departmentId: string | null;
  readonly startedAt: Date;
  readonly closedAt: Date | null;
  readonly lastEventAt: Date;
  readonly cancelReason: string | null;
  /** In stage order. */
  readonly stages: readonly StageState[];
}

/** What an event may do to a journey (JO-2). Several at once are possible: an opening code may be a trigger too. */
export interface EventKinds {
  readonly isOpen: boolean;
  readonly isClose: boolean;
  readonly isCancel: boolean;
  /** Some stage somewhere is triggered by it. */
  readonly isStage: boolean;
}

/** What the rules need of an event. */
export interface JourneyEvent {
  readonly id: string;
  readonly code: string;
  readonly kinds: EventKinds;
  readonly occurredAt: Date;
  readonly physicianId: string | null;
  readonly departmentId: string | null;
}

export type EventFlag =
  | "ALREADY_OPEN"
  | "ALREADY_CLOSED"
  | "ALREADY_CANCELLED"
  | "ALREADY_APPLIED"
  | "ALREADY_MERGED"
  | "NO_OPEN_STAGE"
  | "NO_SUCH_STAGE"
  | "LATE"
  | "JOURNEY_CANCELLED"
  | "PHYSICIAN_MISSING"
  | "PHYSICIAN_UNKNOWN"
  | "DEPARTMENT_UNKNOWN"
  | "PATIENT_MISSING"
  | "PATIENT_MISMATCH"
  | "MOBILE_INVALID";

/** What one event does to its encounter. */
export interface Step {
  readonly status: "PROCESSED" | "UNMATCHED" | "IGNORED";
  readonly flags: readonly EventFlag[];
  /** Afterwards; null while there is none. */
  readonly journey: JourneyState | null;
  readonly isOpened: boolean;
  readonly isCancelled: boolean;
  readonly isClosed: boolean;
  readonly isCompleted: boolean;
  readonly completedStage: StageState | null;
}
