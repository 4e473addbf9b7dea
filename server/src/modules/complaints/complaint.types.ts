import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "What the caller may do with this complaint now: by right, by scope and by its status." })
export class ComplaintAbilities {
  @Field(() => Boolean, { description: "Change what is known of it." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Give it to somebody." })
  canAssign!: boolean;

  @Field(() => Boolean, { description: "Begin to work on it." })
  canStart!: boolean;

  @Field(() => Boolean, { description: "Put it back to OPEN." })
  canPutBack!: boolean;

  @Field(() => Boolean, {
    description: "Write a note, or write down what was said by either side; after closing, too.",
  })
  canAddNote!: boolean;

  @Field(() => Boolean, { description: "Add or remove a file." })
  canAttach!: boolean;

  @Field(() => Boolean, { description: "Write to the complainant." })
  canMessage!: boolean;

  @Field(() => Boolean, { description: "Stop the clock." })
  canPause!: boolean;

  @Field(() => Boolean, { description: "Let the clock go on." })
  canResume!: boolean;

  @Field(() => Boolean, { description: "Answer it." })
  canResolve!: boolean;

  @Field(() => Boolean, { description: "Send it back to work after it was resolved." })
  canSendBack!: boolean;

  @Field(() => Boolean, { description: "Close it. Not who resolved it, where the hospital wants four eyes." })
  canClose!: boolean;

  @Field(() => Boolean, { description: "Open it again, or make a new one linked to it." })
  canReopen!: boolean;

  @Field(() => Boolean, { description: "Raise it to the next level of the chain." })
  canEscalate!: boolean;

  @Field(() => Boolean, { description: "Merge it into another." })
  canMerge!: boolean;

  @Field(() => Boolean, { description: "Send the survey about the resolution." })
  canSendSurvey!: boolean;
}

@ObjectType({ description: "Who complains. Masked without the right to see a patient's identity." })
export class Complainant {
  @Field(() => String, { nullable: true, description: "Name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "Mobile, E.164." })
  mobile!: string | null;

  @Field(() => String, { nullable: true, description: "E-mail." })
  email!: string | null;
}
