import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { findPage, PageArgs, type RequestContext } from "../core/index.ts";
import { InboundEvent } from "../integrations/index.ts";
import { Patient } from "../organizations/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyInstanceConnection } from "./journey-instance.resolver.ts";
import { journeyLoader } from "./journey.loaders.ts";

/** The journey behind a reference, if the caller may see it. */
export const journeyBehind = (context: RequestContext, id: string | null | undefined) =>
  id && context.may("journey.read") ? journeyLoader(context).load(id) : null;

/** What lower modules can't say themselves: which journey their things belong to. */
@Resolver(() => InboundEvent)
export class InboundEventJourneyResolver {
  @FieldResolver(() => JourneyInstance, {
    nullable: true,
    description: "The journey of its encounter, if the caller may see it.",
  })
  journey(@Ctx() context: RequestContext, @Root() event: InboundEvent) {
    return journeyBehind(context, event.journeyId);
  }
}

@Resolver(() => SurveyInstance)
export class SurveyJourneyResolver {
  @FieldResolver(() => JourneyInstance, {
    nullable: true,
    description: "The journey it belongs to, if the caller may see it.",
  })
  journey(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return journeyBehind(context, survey.journeyId);
  }
}

@Resolver(() => Patient)
export class PatientJourneysResolver {
  @FieldResolver(() => JourneyInstanceConnection, {
    nullable: true,
    description:
      "The patient's journeys that the caller may see, newest first; empty without the right to see journeys.",
  })
  journeys(@Ctx() context: RequestContext, @Root() patient: Patient, @Args(() => PageArgs) page: PageArgs) {
    if (!context.may("journey.read")) return null;
    return findPage(
      context.reader("journey.read"),
      JourneyInstance,
      { patient: patient.id },
      [{ field: "startedAt", direction: "DESC" }],
      page,
    );
  }
}
