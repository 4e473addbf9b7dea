import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { SurveyTemplate } from "../surveys/index.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";

/** One stage of a version; as immutable as the version. Without a scope of its own: it is reached through its version only. */
@ObjectType({ description: "One stage of a journey template." })
@Entity({ tableName: "stage_template" })
@Unique({ properties: ["templateVersion", "position"] })
@Unique({ properties: ["templateVersion", "code"] })
@Index({ properties: ["surveyTemplate"] })
export class StageTemplate extends BaseEntity {
  @ManyToOne({ entity: () => JourneyTemplateVersion, ref: true, deleteRule: "restrict" })
  templateVersion!: Ref<JourneyTemplateVersion>;

  @Field(() => Int, { description: "Place in the journey, from 1." })
  @Property({ type: "smallint" })
  position!: number;

  @Field(() => String, { description: "Code, unique in the version; the same stage keeps it from version to version." })
  @Property({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "Code of the event that completes it." })
  @Property({ type: "text" })
  triggerEventCode!: string;

  @ManyToOne({ entity: () => SurveyTemplate, ref: true, nullable: true, deleteRule: "restrict" })
  surveyTemplate?: Ref<SurveyTemplate> | null;

  @Field(() => Boolean, { description: "The survey goes out as soon as the stage is completed." })
  @Property({ type: "boolean" })
  isAutoSendSurvey!: boolean;

  @Field(() => Boolean, {
    description: "An event that completes it should name a physician; one that doesn't is flagged.",
  })
  @Property({ type: "boolean" })
  isPhysicianRequired!: boolean;
}
