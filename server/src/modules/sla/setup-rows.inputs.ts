import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";

@InputType({ description: "A row of the SLA configuration that goes away." })
export class DeleteSlaRowInput {
  @Field(() => ID, { description: "The row." })
  id!: string;

  @Field(() => Int, { nullable: true, description: "The version that was seen; a stale one is refused with CONFLICT." })
  version?: number | null;
}

@InputType({ description: "What becomes the default of its place, or no longer is." })
export class SetDefaultChainInput extends DeleteSlaRowInput {
  @Field(() => Boolean, { description: "False: a hospital goes back to the group's default." })
  isDefault!: boolean;
}

@InputType({ description: "The calendar that becomes the default of its place, or no longer is." })
export class SetDefaultCalendarInput extends SetDefaultChainInput {
  @Field(() => Boolean, { description: "Open cases follow too, not only new ones." })
  isForOpenCases!: boolean;
}

@InputType({ description: "A policy that is to decide new cases, or no longer." })
export class SwitchSlaPolicyInput extends DeleteSlaRowInput {
  @Field(() => Boolean, { description: "Whether it decides anything new." })
  isActive!: boolean;
}

@ObjectType({ description: "What went away." })
export class DeleteSlaRowPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "Its id." })
  deletedId?: string;
}

@ObjectType({ description: "What the viewer may do with it." })
export class SlaRowAbilities {
  @Field(() => Boolean, { description: "Change it; for a policy also switch it on or off." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Remove it; refused all the same while something hangs on it." })
  canDelete!: boolean;

  @Field(() => Boolean, { description: "Make it the default of its place; never for policies." })
  canMakeDefault!: boolean;

  @Field(() => Boolean, { description: "Go back to the group's default; never for policies." })
  canClearDefault!: boolean;
}
