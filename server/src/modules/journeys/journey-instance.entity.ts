import { Collection, type Opt, type Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Department, Hospital, Patient } from "../organizations/index.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { JourneyStatus, JourneyType } from "./journey.status.ts";
import { StageInstance } from "./stage-instance.entity.ts";

/** JO-1: one per encounter of a hospital. Changed by the engine's statements, under the lock of its encounter (JO-20). */
@ObjectType({ description: "One patient's way through one encounter." })
@Entity({ tableName: "journey_instance" })
@Scoped({ hospital: "hospital", departments: "departmentIds", physicians: "physicianIds" })
@Unique({ properties: ["hospital", "encounterId"] })
@Index({ properties: ["startedAt", "id"] })
@Index({ properties: ["hospital", "startedAt", "id"] })
@Index({ properties: ["patient"] })
@Index({ name: "journey_instance_department", properties: ["department"], where: "department_id is not null" })
@Index({ name: "journey_instance_active", properties: ["startedAt", "id"], where: "status = 'ACTIVE'" })
@Index({ name: "journey_instance_negative", properties: ["startedAt", "id"], where: "has_negative_survey" })
@Index({ name: "journey_instance_departments", properties: ["departmentIds"], type: "gin" })
@Index({ name: "journey_instance_physicians", properties: ["physicianIds"], type: "gin" })
// text_pattern_ops: serves “equals” and “begins with” alike, whatever the database's collation.
@Index({
  name: "journey_instance_encounter",
  expression: "create index journey_instance_encounter on journey_instance (encounter_id text_pattern_ops)",
})
export class JourneyInstance extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, deleteRule: "restrict" })
  hospital!: Ref<Hospital>;

  @Field(() => String, { description: "Encounter of the HIS, unique in the hospital." })
  @Property({ type: "text" })
  encounterId!: string;

  @Field(() => JourneyType, { description: "Kind of journey." })
  @Enum({ items: () => JourneyType, type: "text" })
  journeyType!: JourneyType;

  @Field(() => JourneyStatus, { description: "Where it stands." })
  @Enum({ items: () => JourneyStatus, type: "text" })
  status!: JourneyStatus;

  /** Null when no event has named the patient yet (JO-14). */
  @ManyToOne({ entity: () => Patient, ref: true, nullable: true, deleteRule: "restrict" })
  patient?: Ref<Patient> | null;

  /** Templates and versions are never deleted, so these two do without the index that a foreign key has elsewhere: each costs the hot path. */
  @ManyToOne({ entity: () => JourneyTemplate, ref: true, deleteRule: "restrict" })
  template!: Ref<JourneyTemplate>;

  @ManyToOne({ entity: () => JourneyTemplateVersion, ref: true, deleteRule: "restrict" })
  templateVersion!: Ref<JourneyTemplateVersion>;

  /** The first department that an event named. */
  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;

  /** JO-21: every department and physician of its stages; they see the journey. */
  @Property({ type: "array", columnType: "uuid[]", default: [] })
  departmentIds: Opt<string[]> = [];

  @Property({ type: "array", columnType: "uuid[]", default: [] })
  physicianIds: Opt<string[]> = [];

  @Field(() => Date, { description: "When the encounter began, UTC." })
  @Property({ type: "timestamptz" })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was completed, closed or cancelled, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  closedAt?: Date | null;

  @Field(() => Date, { description: "When the latest event of the encounter occurred, UTC." })
  @Property({ type: "timestamptz" })
  lastEventAt!: Date;

  @Field(() => Int, { description: "Stages completed." })
  @Property({ type: "smallint", default: 0 })
  completedStageCount: Opt<number> = 0;

  @Field(() => Int, { description: "Stages of its version." })
  @Property({ type: "smallint" })
  stageCount!: number;

  @Field(() => Boolean, { description: "A survey of one of its stages was answered below the threshold." })
  @Property({ type: "boolean", default: false })
  hasNegativeSurvey: Opt<boolean> = false;

  @Field(() => String, { nullable: true, description: "Why it was cancelled by hand." })
  @Property({ type: "text", nullable: true })
  cancelReason?: string | null;

  @OneToMany({ entity: () => StageInstance, mappedBy: "journey" })
  stages = new Collection<StageInstance>(this);
}
