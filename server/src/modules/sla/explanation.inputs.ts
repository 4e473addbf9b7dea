import { ArrayMaxSize, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { SlaCaseKind } from "./sla.enums.ts";

@InputType({ description: "What a case would be." })
export class SlaPreviewInput {
  @Field(() => SlaCaseKind, { description: "Kind of case." })
  kind!: SlaCaseKind;

  @Field(() => ID, { description: "Its hospital." })
  hospitalId!: string;

  @Field(() => ID, { nullable: true, description: "Its department." })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: "Code of its source." })
  @MaxLength(100)
  source?: string | null;

  @Field(() => String, { nullable: true, description: "Code of its severity." })
  @MaxLength(100)
  severity?: string | null;

  @Field(() => String, { nullable: true, description: "Code of its priority." })
  @MaxLength(100)
  priority?: string | null;

  @Field(() => [ID], { nullable: true, description: "Its category and all above." })
  @ArrayMaxSize(10)
  categoryPath?: string[] | null;

  @Field(() => Date, { nullable: true, description: "When it would be received; empty: now." })
  startedAt?: Date | null;
}

@InputType({ description: "A case that would be late." })
export class EscalationDryRunInput extends SlaPreviewInput {
  @Field(() => Date, { description: "When it would be due." })
  dueAt!: Date;

  @Field(() => ID, { nullable: true, description: "Who would have it." })
  ownerId?: string | null;
}
