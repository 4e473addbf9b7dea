import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, Resolver } from "type-graphql";
import { Allow, BulkInput, BulkPayload, runBulk, type RequestContext } from "../core/index.ts";
import { cancelSurveysVerb, resendSurveysVerb } from "./survey.bulk.ts";
import { SurveyInstanceFilter } from "./survey.inputs.ts";

@InputType({ description: "Which surveys to send again: by ids or by the filter of the list." })
class ResendSurveysBulkInput extends BulkInput {
  @Field(() => SurveyInstanceFilter, { nullable: true, description: "All that match; or give ids." })
  filter?: SurveyInstanceFilter | null;
}

@InputType({ description: "Which surveys to withdraw, and why." })
class CancelSurveysBulkInput extends ResendSurveysBulkInput {
  @Field(() => String, { description: "Why; colleagues will read it." })
  @MaxLength(500)
  reason!: string;
}

@Resolver()
export class SurveyBulkResolver {
  @Allow("survey.send")
  @Mutation(() => BulkPayload, { description: "Sends many surveys, or sends them again." })
  resendSurveysBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResendSurveysBulkInput) targets: ResendSurveysBulkInput,
  ) {
    return runBulk(context, resendSurveysVerb, targets, {});
  }

  @Allow("survey.send")
  @Mutation(() => BulkPayload, { description: "Withdraws many surveys; their links say so from then on." })
  cancelSurveysBulk(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelSurveysBulkInput) { reason, ...targets }: CancelSurveysBulkInput,
  ) {
    return runBulk(context, cancelSurveysVerb, targets, { reason });
  }
}
