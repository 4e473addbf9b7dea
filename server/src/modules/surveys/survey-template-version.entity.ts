import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Ref } from "@mikro-orm/core";
import { Field, Int, ObjectType } from "type-graphql";
import { BaseEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import type { SurveyDefinition } from "./survey-definition.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";

/** SV-1: immutable. A trigger refuses every update and delete, so that an answer can always be read as it was asked. */
@ObjectType({ description: "A published, immutable version of a survey." })
@Entity({ tableName: "survey_template_version" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ properties: ["template", "number"] })
@Index({ properties: ["hospital"] })
export class SurveyTemplateVersion extends BaseEntity {
  @ManyToOne({ entity: () => SurveyTemplate, ref: true, deleteRule: "restrict" })
  template!: Ref<SurveyTemplate>;

  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "restrict" })
  hospital?: Ref<Hospital> | null;

  @Field(() => Int, { description: "1, 2, 3 …" })
  @Property({ type: "integer" })
  number!: number;

  @Field(() => Date, { description: "When it was published, UTC." })
  @Property({ type: "timestamptz" })
  publishedAt!: Date;

  @Property({ type: "jsonb" })
  definition!: SurveyDefinition;
}
