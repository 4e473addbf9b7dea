import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "What the viewer may do with a journey." })
export class JourneyAbilities {
  @Field(() => Boolean, { description: "Cancel it." })
  canCancel!: boolean;

  @Field(() => Boolean, { description: "Send surveys of at least some of its stages." })
  canSendSurvey!: boolean;
}

@ObjectType({ description: "What the viewer may do with a stage." })
export class StageAbilities {
  @Field(() => Boolean, { description: "Send its survey now, or again." })
  canSendSurvey!: boolean;
}
