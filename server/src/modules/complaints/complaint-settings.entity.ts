import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { SurveyTemplate } from "../surveys/index.ts";

/** F1.2: how complaints are handled; a hospital's row beats the group's, which always exists (hospital empty). */
@ObjectType({ description: "How complaints are handled in a hospital, or in the group by default." })
@Entity({ tableName: "complaint_settings" })
@Scoped({ hospital: "hospital", isGroupRowVisible: true })
@Unique({ properties: ["hospital"] })
@Index({
  name: "complaint_settings_group",
  expression:
    'create unique index "complaint_settings_group" on "complaint_settings" ((hospital_id is null)) where hospital_id is null',
})
@Index({ properties: ["resolutionTemplate"] })
export class ComplaintSettings extends EditableEntity {
  @ManyToOne({ entity: () => Hospital, ref: true, nullable: true, deleteRule: "cascade", filters: { scope: false } })
  hospital?: Ref<Hospital> | null;

  @Field(() => Boolean, {
    description: "The complainant is told that the complaint arrived, with the patient's rights.",
  })
  @Property({ type: "boolean", default: true })
  isAcknowledging: Opt<boolean> = true;

  @Field(() => Boolean, { description: "The complainant is told that it is closed." })
  @Property({ type: "boolean", default: true })
  isClosingTold: Opt<boolean> = true;

  @Field(() => Boolean, { description: "Closing sends the survey about the resolution." })
  @Property({ type: "boolean", default: true })
  isSurveySent: Opt<boolean> = true;

  /** Without one no survey is sent, and the closing says so. */
  @ManyToOne({
    entity: () => SurveyTemplate,
    ref: true,
    nullable: true,
    deleteRule: "restrict",
    filters: { scope: false },
  })
  resolutionTemplate?: Ref<SurveyTemplate> | null;

  @Field(() => Boolean, { description: "Somebody else than who resolved it has to close it." })
  @Property({ type: "boolean", default: true })
  isFourEyes: Opt<boolean> = true;

  @Field(() => Boolean, { description: "Resolving needs at least one attachment." })
  @Property({ type: "boolean", default: false })
  isEvidenceRequired: Opt<boolean> = false;
}
