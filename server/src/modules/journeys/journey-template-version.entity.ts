import { Collection, type Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, OneToMany, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { BaseEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { StageTemplate } from "./stage-template.entity.ts";

/** JO-17: immutable; a trigger refuses every change, so that a journey can always be explained by what it began with. */
@ObjectType({ description: "An immutable version of a journey template." })
@Entity({ tableName: "journey_template_version" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ properties: ["template", "number"] })
@Index({ properties: ["hospital"] })
export class JourneyTemplateVersion extends BaseEntity {
  @ManyToOne({ entity: () => JourneyTemplate, ref: true, deleteRule: "restrict" })
  template!: Ref<JourneyTemplate>;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict" })
  hospital?: Ref<Hospital> | null;

  @Field(() => Int, { description: "1, 2, 3 …" })
  @Property({ type: "integer" })
  number!: number;

  @Field(() => Date, { description: "When it was made, UTC." })
  @Property({ type: "timestamptz" })
  publishedAt!: Date;

  @Field(() => [String], { description: "Event codes that open a journey, beside those of the event rules." })
  @Property({ type: "array", columnType: "text[]" })
  openingEventCodes!: string[];

  @Field(() => [String], { description: "Event codes that close a journey, beside those of the event rules." })
  @Property({ type: "array", columnType: "text[]" })
  closingEventCodes!: string[];

  @OneToMany({ entity: () => StageTemplate, mappedBy: "templateVersion" })
  stages = new Collection<StageTemplate>(this);
}
