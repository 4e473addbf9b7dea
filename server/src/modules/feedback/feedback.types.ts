import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "What the caller may do with it now: by right, by scope and by its status." })
export class FeedbackAbilities {
  @Field(() => Boolean, { description: "Change what is known of it." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Give it to somebody." })
  canAssign!: boolean;

  @Field(() => Boolean, { description: "Begin to work on it." })
  canStart!: boolean;

  @Field(() => Boolean, { description: "Put it back to OPEN." })
  canPutBack!: boolean;

  @Field(() => Boolean, { description: "Write a note." })
  canAddNote!: boolean;

  @Field(() => Boolean, { description: "Answer the person." })
  canAnswer!: boolean;

  @Field(() => Boolean, { description: "Close it; an inquiry needs its answer first." })
  canClose!: boolean;

  @Field(() => Boolean, { description: "Open it again." })
  canReopen!: boolean;

  @Field(() => Boolean, { description: "Make a complaint of it." })
  canConvert!: boolean;

  @Field(() => Boolean, { description: "Raise it to the next level by hand." })
  canEscalate!: boolean;

  @Field(() => Boolean, { description: "Call it off." })
  canCancel!: boolean;
}

@ObjectType({ description: "Whoever it came from. Masked without the right to see a patient's identity." })
export class FeedbackContactType {
  @Field(() => String, { nullable: true, description: "Name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "Mobile, E.164." })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: "E-mail." })
  email!: string | null;
}
