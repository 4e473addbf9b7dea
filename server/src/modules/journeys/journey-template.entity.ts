import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Opt, Ref } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyType } from "./journey.status.ts";

/** Which way patients of one kind of encounter take. What it says is in its versions (JO-17). */
@ObjectType({ description: "The stages of one kind of journey, for one hospital or as the group's default." })
@Entity({ tableName: "journey_template" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ properties: ["hospital", "code"] })
@Unique({ name: "journey_template_group_code", properties: ["code"], where: "hospital_id is null" })
@Unique({ name: "journey_template_active", properties: ["hospital", "journeyType"], where: "is_active" })
@Unique({
  name: "journey_template_group_active",
  properties: ["journeyType"],
  where: "is_active and hospital_id is null",
})
@Index({ properties: ["currentVersion"] })
export class JourneyTemplate extends EditableEntity {
  /** Null: the group's default. */
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict" })
  hospital?: Ref<Hospital> | null;

  @Field(() => String, { description: "Code, unique in the hospital or in the group." })
  @Property({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => JourneyType, { description: "Kind of journey." })
  @Enum({ items: () => JourneyType, type: "text" })
  journeyType!: JourneyType;

  @Field(() => Boolean, { description: "New journeys use it. One at most is active per hospital and type." })
  @Property({ type: "boolean", default: false })
  isActive: Opt<boolean> = false;

  /** Null only within the transaction that makes the template. */
  @ManyToOne({ entity: () => JourneyTemplateVersion, ref: true, nullable: true, deleteRule: "restrict" })
  currentVersion?: Ref<JourneyTemplateVersion> | null;
}
