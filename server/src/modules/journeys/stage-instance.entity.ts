import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { Department, Physician } from "../organizations/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { StageStatus } from "./journey.status.ts";
import { StageTemplate } from "./stage-template.entity.ts";

/**
 * One stage of one journey. Without a scope of its own: it is reached through its journey only, and whoever sees a journey
 * sees all its stages (JO-21).
 */
@ObjectType({ description: "One stage of a patient's journey." })
@Entity({ tableName: "stage_instance" })
@Unique({ properties: ["journey", "position"] })
@Index({ name: "stage_instance_waiting", properties: ["code"], where: "status = 'IN_PROGRESS'" })
@Index({ name: "stage_instance_physician", properties: ["physician"], where: "physician_id is not null" })
@Index({ name: "stage_instance_department", properties: ["department"], where: "department_id is not null" })
export class StageInstance extends BaseEntity {
  @ManyToOne({ entity: () => JourneyInstance, ref: true, deleteRule: "restrict" })
  journey!: Ref<JourneyInstance>;

  /** Never deleted: no index, see JourneyInstance.template. */
  @ManyToOne({ entity: () => StageTemplate, ref: true, deleteRule: "restrict" })
  stageTemplate!: Ref<StageTemplate>;

  @Field(() => Int, { description: "Place in the journey, from 1." })
  @Property({ type: "smallint" })
  position!: number;

  @Field(() => String, { description: "Code of the stage." })
  @Property({ type: "text" })
  code!: string;

  @Field(() => StageStatus, { description: "Where it stands." })
  @Enum({ items: () => StageStatus, type: "text" })
  status!: StageStatus;

  @Field(() => Date, { nullable: true, description: "When it became the stage that the patient waits for, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  startedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When the event occurred that completed it, UTC." })
  @Property({ type: "timestamptz", nullable: true })
  completedAt?: Date | null;

  @Field(() => Boolean, { description: "Its event was processed after the journey was closed." })
  @Property({ type: "boolean", default: false })
  isLate: Opt<boolean> = false;

  @Field(() => Boolean, {
    description: "It needs a physician, and its event named none that is known: nobody is rated by it.",
  })
  @Property({ type: "boolean", default: false })
  isPhysicianMissing: Opt<boolean> = false;

  @ManyToOne({ entity: () => Physician, ref: true, nullable: true, deleteRule: "restrict" })
  physician?: Ref<Physician> | null;

  @ManyToOne({ entity: () => Department, ref: true, nullable: true, deleteRule: "restrict" })
  department?: Ref<Department> | null;

  @Field(() => ID, { nullable: true, description: "The inbound event that completed it." })
  @Property({ type: "uuid", nullable: true })
  inboundEventId?: string | null;
}
