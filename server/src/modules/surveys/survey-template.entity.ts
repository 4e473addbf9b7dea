import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import type { Ref } from "@mikro-orm/core";
import { Field, Float, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import type { SurveyDefinition } from "./survey-definition.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";

/** What is edited; patients only ever see its published versions (SV-1). Without a hospital it belongs to the group. */
@ObjectType({ description: "A survey: a draft that is edited, and the versions that were published of it." })
@Entity({ tableName: "survey_template" })
@Scoped({ hospital: "hospital", isReference: true, isGroupRowVisible: true })
@Unique({ properties: ["hospital", "code"] })
@Unique({ name: "survey_template_group_code", properties: ["code"], where: "hospital_id is null" })
@Index({ properties: ["currentVersion"] })
export class SurveyTemplate extends EditableEntity {
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

  @Property({ type: "jsonb" })
  draft!: SurveyDefinition;

  /** The version that new surveys get; null until the first is published. */
  @ManyToOne({ entity: () => SurveyTemplateVersion, ref: true, nullable: true, deleteRule: "restrict" })
  currentVersion?: Ref<SurveyTemplateVersion> | null;

  @Field(() => Float, {
    nullable: true,
    description: "A score below it is negative, 0–100; empty: the hospital's setting counts.",
  })
  @Property({ type: "double", nullable: true })
  negativeThreshold?: number | null;
}
