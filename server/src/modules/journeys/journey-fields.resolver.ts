import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { findPage, PageArgs, reaches, type RequestContext } from "../core/index.ts";
import { InboundEvent, InboundEventConnection } from "../integrations/index.ts";
import { Department, Hospital, Patient } from "../organizations/index.ts";
import { placeOf } from "./instance.service.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { JourneyAbilities } from "./journey.abilities.ts";
import { JourneyStatus, StageStatus } from "./journey.status.ts";
import { StageInstance } from "./stage-instance.entity.ts";

const inOrder = async (journey: JourneyInstance): Promise<StageInstance[]> =>
  (await journey.stages.loadItems()).toSorted((a, b) => a.position - b.position);

@Resolver(() => JourneyInstance)
export class JourneyFieldsResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Root() journey: JourneyInstance) {
    return journey.hospital.load();
  }

  @FieldResolver(() => Department, { nullable: true, description: "The first department that an event named." })
  department(@Root() journey: JourneyInstance) {
    return journey.department?.load() ?? null;
  }

  @FieldResolver(() => Patient, {
    nullable: true,
    description: "The patient; empty without the right to see patients.",
  })
  patient(@Ctx() context: RequestContext, @Root() journey: JourneyInstance) {
    return reaches(context, "patient.read", { hospitalId: journey.hospital.id })
      ? (journey.patient?.load() ?? null)
      : null;
  }

  @FieldResolver(() => JourneyTemplate, { nullable: true, description: "Its template." })
  template(@Root() journey: JourneyInstance) {
    return journey.template.load();
  }

  @FieldResolver(() => JourneyTemplateVersion, {
    nullable: true,
    description: "The version that it began with and keeps.",
  })
  templateVersion(@Root() journey: JourneyInstance) {
    return journey.templateVersion.load();
  }

  @FieldResolver(() => [StageInstance], { description: "All stages, in order." })
  stages(@Root() journey: JourneyInstance) {
    return inOrder(journey);
  }

  @FieldResolver(() => StageInstance, {
    nullable: true,
    description: "The stage that the patient waits for, while the journey is active.",
  })
  async currentStage(@Root() journey: JourneyInstance) {
    return (await inOrder(journey)).find((stage) => stage.status === StageStatus.IN_PROGRESS) ?? null;
  }

  @FieldResolver(() => InboundEventConnection, {
    nullable: true,
    description: "Events of its encounter, latest first; empty without the right to see inbound events.",
  })
  events(@Ctx() context: RequestContext, @Root() journey: JourneyInstance, @Args(() => PageArgs) page: PageArgs) {
    if (!reaches(context, "inboundEvent.read", { hospitalId: journey.hospital.id })) return null;
    const where = { encounterId: journey.encounterId, hospital: journey.hospital.id };
    return findPage(
      context.reader("inboundEvent.read"),
      InboundEvent,
      where,
      [{ field: "occurredAt", direction: "DESC" }],
      page,
    );
  }

  @FieldResolver(() => JourneyAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() journey: JourneyInstance): JourneyAbilities {
    const isCancelled = journey.status === JourneyStatus.CANCELLED;
    return {
      canCancel: !isCancelled && reaches(context, "journey.manage", { hospitalId: journey.hospital.id }),
      canSendSurvey: !isCancelled && reaches(context, "survey.send", placeOf(journey)),
    };
  }
}
