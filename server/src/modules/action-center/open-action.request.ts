import type { Bilingual } from "../core/index.ts";
import type { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

/** What is known of an action before it is opened. */
export interface OpenActionRequest {
  readonly source: PxActionSource;
  /** With the source unique: the same again opens nothing (PX-1). Null never meets another. */
  readonly sourceId: string | null;
  readonly hospitalId: string;
  readonly departmentId: string | null;
  readonly priority: PxActionPriority;
  readonly title: Bilingual;
  readonly description?: string | null;
  readonly isEvidenceRequired: boolean;
  /** The clock of the deadline starts here; it may lie in the past. */
  readonly startedAt: Date;
  readonly stageCode?: string | null;
  readonly surveyInstanceId?: string | null;
  readonly journeyId?: string | null;
  /** The complaint it came from or is about. */
  readonly complaintId?: string | null;
  readonly patientId?: string | null;
  /** Skips routing. */
  readonly assigneeId?: string | null;
}
