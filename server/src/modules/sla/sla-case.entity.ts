import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity, Scoped } from "../core/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { BusinessCalendarVersion } from "./business-calendar-version.entity.ts";
import { SlaPolicyVersion } from "./sla-policy-version.entity.ts";
import { SlaCaseKind } from "./sla.enums.ts";

const unfiltered = { filters: { scope: false } } as const;

/** What the engine knows of a case of another module: the facts that chose its policy, and the versions in force. */
@Entity({ tableName: "sla_case" })
@Scoped({ hospital: "hospital", department: "department", owner: "owner" })
@Unique({ properties: ["kind", "caseId"] })
@Index({ properties: ["hospital"] })
@Index({ properties: ["department"] })
@Index({ properties: ["owner"] })
@Index({ name: "sla_case_open_policy", properties: ["policyVersion"], where: "ended_at is null" })
@Index({ name: "sla_case_open_calendar", properties: ["calendarVersion"], where: "ended_at is null" })
@Index({
  name: "sla_case_recompute",
  properties: ["id"],
  where: "recompute_reason is not null and ended_at is null",
})
export class SlaCase extends BaseEntity {
  @Enum({ items: () => SlaCaseKind, type: "text" })
  kind!: SlaCaseKind;

  @Property({ type: "uuid" })
  caseId!: string;

  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict", ...unfiltered })
  hospital!: Ref<Hospital>;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  department?: Ref<Department> | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", ...unfiltered })
  owner?: Ref<User> | null;

  @Property({ type: "text", nullable: true })
  source?: string | null;

  @Property({ type: "text", nullable: true })
  severity?: string | null;

  @Property({ type: "text", nullable: true })
  priority?: string | null;

  /** The category and all above it. */
  @Property({ type: "jsonb" })
  categoryPath!: string[];

  /** For notices: a readable number, never a patient's name. */
  @Property({ type: "text" })
  reference!: string;

  /** When the case was received, which may be before it was written down. */
  @Property({ type: "timestamptz" })
  startedAt!: Date;

  /** Empty when no policy fits: then nothing is due. */
  @ManyToOne({ entity: () => SlaPolicyVersion, ref: true, nullable: true, deleteRule: "restrict" })
  policyVersion?: Ref<SlaPolicyVersion> | null;

  @ManyToOne({ entity: () => BusinessCalendarVersion, ref: true, nullable: true, deleteRule: "restrict" })
  calendarVersion?: Ref<BusinessCalendarVersion> | null;

  @Property({ type: "smallint", default: 0 })
  reopenCount: Opt<number> = 0;

  /** Why the job has to compute it anew: another calendar became the default. */
  @Property({ type: "text", nullable: true })
  recomputeReason?: string | null;

  /** Resolved or cancelled. */
  @Property({ type: "timestamptz", nullable: true })
  endedAt?: Date | null;
}
