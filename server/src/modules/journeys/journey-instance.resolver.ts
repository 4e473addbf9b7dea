import { Arg, Args, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { Allow, connectionOf, mutate, PageArgs, type RequestContext } from "../core/index.ts";
import { cancelJourneyByHand, openJourneyByHand } from "./instance.service.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyInstanceFilter, JourneyInstanceOrder } from "./journey-instance.filter.ts";
import {
  CancelJourneyInstanceInput,
  CreateJourneyInstanceInput,
  JourneyInstancePayload,
  SendStageSurveyInput,
  SendStageSurveyPayload,
} from "./journey-instance.inputs.ts";
import { journeyList } from "./journey-instance.list.ts";
import { watchJourney } from "./journey.watch.ts";
import { sendStageSurvey } from "./stage-survey.service.ts";

export const JourneyInstanceConnection = connectionOf("JourneyInstance", () => JourneyInstance);

@Resolver(() => JourneyInstance)
export class JourneyInstanceResolver {
  @Allow("journey.read")
  @Query(() => JourneyInstanceConnection, { description: "Journeys, newest first unless ordered otherwise." })
  journeyInstances(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => JourneyInstanceFilter, { nullable: true }) filter?: JourneyInstanceFilter,
    @Arg("orderBy", () => [JourneyInstanceOrder], { nullable: true }) orderBy?: InstanceType<
      typeof JourneyInstanceOrder
    >[],
  ) {
    return journeyList.page(context, page, filter, orderBy);
  }

  @Allow("journey.read")
  @Query(() => JourneyInstance, { nullable: true, description: "One journey." })
  journeyInstance(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("journey.read").findOne(JourneyInstance, { id });
  }

  @Allow("journey.manage")
  @Mutation(() => JourneyInstancePayload, { description: "Opens a journey for an encounter by hand." })
  createJourneyInstance(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateJourneyInstanceInput) input: CreateJourneyInstanceInput,
  ) {
    return mutate(context, "journey.manage", async (tx) => ({ journeyInstance: await openJourneyByHand(tx, input) }));
  }

  @Allow("journey.manage")
  @Mutation(() => JourneyInstancePayload, { description: "Cancels a journey, and its surveys that were not sent yet." })
  cancelJourneyInstance(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelJourneyInstanceInput) input: CancelJourneyInstanceInput,
  ) {
    return mutate(context, "journey.manage", async (tx) => ({
      journeyInstance: await cancelJourneyByHand(tx, input.id, input.reason),
    }));
  }

  @Allow("survey.send")
  @Mutation(() => SendStageSurveyPayload, { description: "Sends the survey of a completed stage now, or once more." })
  sendStageSurvey(
    @Ctx() context: RequestContext,
    @Arg("input", () => SendStageSurveyInput) input: SendStageSurveyInput,
  ) {
    return mutate(context, "survey.send", (tx) => sendStageSurvey(tx, input.stageInstanceId));
  }

  @Allow("journey.read")
  @Subscription(() => JourneyInstance, {
    description: "The journey after each of its changes, as long as the caller may see it.",
    subscribe: ({ args, context }: { args: { id: string }; context: RequestContext }) => watchJourney(context, args.id),
  })
  journeyChanged(@Root() journey: JourneyInstance, @Arg("id", () => ID) _id: string): JourneyInstance {
    return journey;
  }
}
