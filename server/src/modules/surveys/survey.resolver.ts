import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Allow, connectionOf, findVisible, mutate, PageArgs, type RequestContext, type Tx } from "../core/index.ts";
import { cancelSurvey, sendSurveys } from "./sending.service.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { CancelSurveyInput, ResendSurveyInput, SurveyInstanceFilter, SurveyInstancePayload } from "./survey.inputs.ts";
import { surveyList, SurveyInstanceOrder } from "./survey.list.ts";

const SurveyInstanceConnection = connectionOf("SurveyInstance", () => SurveyInstance);

@Resolver()
export class SurveyInstanceResolver {
  @Allow("survey.read")
  @Query(() => SurveyInstanceConnection, { description: "Surveys, newest first." })
  surveyInstances(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => SurveyInstanceFilter, { nullable: true }) filter?: SurveyInstanceFilter,
    @Arg("orderBy", () => [SurveyInstanceOrder], { nullable: true }) orderBy?: InstanceType<
      typeof SurveyInstanceOrder
    >[],
  ) {
    return surveyList.page(context, page, filter, orderBy);
  }

  @Allow("survey.read")
  @Query(() => SurveyInstance, { nullable: true, description: "One survey." })
  surveyInstance(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("survey.read").findOne(SurveyInstance, { id });
  }

  @Allow("survey.send")
  @Mutation(() => SurveyInstancePayload, { description: "Sends a survey, or sends it again." })
  resendSurvey(@Ctx() context: RequestContext, @Arg("input", () => ResendSurveyInput) { id }: ResendSurveyInput) {
    return change(context, id, (tx) => sendSurveys(tx, [id], { isResend: true }));
  }

  @Allow("survey.send")
  @Mutation(() => SurveyInstancePayload, { description: "Withdraws a survey; its link says so from then on." })
  cancelSurvey(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelSurveyInput) { id, reason }: CancelSurveyInput,
  ) {
    return change(context, id, (tx) => cancelSurvey(tx, id, reason));
  }
}

/** The services work with SQL, which knows no scope: the survey is first found within the right to send. */
async function change(context: RequestContext, id: string, work: (tx: Tx) => Promise<void>) {
  const { userErrors } = await mutate(context, "survey.send", async (tx) => {
    await findVisible(tx.em, SurveyInstance, id);
    await work(tx);
    return {};
  });
  const surveyInstance = context.may("survey.read")
    ? await context.reader("survey.read").findOne(SurveyInstance, { id })
    : null;
  return { surveyInstance, userErrors };
}
