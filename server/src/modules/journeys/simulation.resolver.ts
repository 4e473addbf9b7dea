import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { Allow, inLanguage, mutate, Payload, type Language, type RequestContext, type Tx } from "../core/index.ts";
import { InboundEventStatus } from "../integrations/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { JourneyStatus, JourneyType, StageStatus } from "./journey.status.ts";
import { simulateEvent, type Simulation } from "./simulation.service.ts";
import { StageTemplate } from "./stage-template.entity.ts";

@InputType({ description: "An event to try out." })
class SimulateJourneyEventInput {
  @Field(() => ID, { description: "The hospital." })
  hospitalId!: string;

  @Field(() => String, { description: "The event's code." })
  eventCode!: string;

  @Field(() => String, { nullable: true, description: "Try it on this encounter; on a new one when left out." })
  encounterId?: string | null;

  @Field(() => ID, { nullable: true, description: "Try it on a new journey of this template, in force or not." })
  journeyTemplateId?: string | null;

  @Field(() => String, { nullable: true, description: "Source system; HIS when left out." })
  sourceSystem?: string | null;

  @Field(() => JourneyType, { nullable: true, description: "journey_type of the payload." })
  journeyType?: JourneyType | null;

  @Field(() => String, { nullable: true, description: "Patient number of the event." })
  mrn?: string | null;

  @Field(() => String, { nullable: true, description: "physician_license of the payload." })
  physicianLicense?: string | null;

  @Field(() => String, { nullable: true, description: "department_code of the payload." })
  departmentCode?: string | null;

  @Field(() => Date, { nullable: true, description: "When it occurred; now when left out." })
  occurredAt?: Date | null;
}

@ObjectType({ description: "What an event would do. Nothing of it was done." })
export class SimulatedJourneyEvent {
  @Field(() => InboundEventStatus, { description: "What would become of the event." })
  status!: InboundEventStatus;

  @Field(() => String, { nullable: true, description: "Why it could not be processed." })
  errorCode!: string | null;

  @Field(() => [String], { description: "The flags it would carry." })
  flags!: string[];

  @Field(() => [String], { description: "What would happen, in the caller's language, step by step." })
  explanation!: string[];

  @Field(() => JourneyInstance, {
    nullable: true,
    description: "The encounter's journey as it is; empty when it has none.",
  })
  journey!: JourneyInstance | null;

  @Field(() => JourneyTemplate, { nullable: true, description: "Template of the journey, existing or opened." })
  template!: JourneyTemplate | null;

  @Field(() => Boolean, { description: "A journey would be opened." })
  isOpening!: boolean;

  @Field(() => StageTemplate, { nullable: true, description: "The stage that would be completed." })
  completedStage!: StageTemplate | null;

  @Field(() => Boolean, { description: "It would be completed late." })
  isLate!: boolean;

  @Field(() => Boolean, { description: "A survey would be made and its invitation queued." })
  isSendingSurvey!: boolean;

  @Field(() => JourneyStatus, { nullable: true, description: "The journey's state afterwards." })
  journeyStatus!: JourneyStatus | null;

  @Field(() => [String], { description: "Codes of the stages that would be skipped." })
  skippedStageCodes!: string[];
}

@ObjectType({ description: "The outcome of the try." })
class SimulateJourneyEventPayload extends Payload {
  @Field(() => SimulatedJourneyEvent, { nullable: true, description: "What the event would do." })
  simulation?: SimulatedJourneyEvent;
}

async function shown(
  tx: Tx,
  { outcome, refusal, explanation }: Simulation,
  language: Language,
): Promise<SimulatedJourneyEvent> {
  const journey = outcome?.journey ?? null;
  const stage = outcome?.step?.completedStage ?? null;
  const isEnding = Boolean(outcome?.step?.isClosed || outcome?.step?.isCancelled);
  return {
    status: outcome ? InboundEventStatus[outcome.status] : InboundEventStatus.DEAD,
    errorCode: refusal?.error.code ?? null,
    flags: [...(outcome?.flags ?? [])],
    explanation: explanation.map((text) => inLanguage(text, language)),
    journey: journey ? await tx.em.findOne(JourneyInstance, { id: journey.id }) : null,
    template: journey ? await tx.em.findOne(JourneyTemplate, { id: journey.plan.templateId }) : null,
    isOpening: outcome?.step?.isOpened ?? false,
    completedStage: stage ? await tx.em.findOne(StageTemplate, { id: stage.plan.stageTemplateId }) : null,
    isLate: stage?.isLate ?? false,
    isSendingSurvey: Boolean(stage?.plan.surveyTemplateId && stage.plan.isAutoSendSurvey && journey?.patientId),
    journeyStatus: journey?.status ?? null,
    skippedStageCodes:
      isEnding && journey
        ? journey.stages.filter(({ status }) => status === StageStatus.SKIPPED).map(({ plan }) => plan.code)
        : [],
  };
}

@Resolver()
export class SimulationResolver {
  @Allow("journey.manage")
  @Mutation(() => SimulateJourneyEventPayload, {
    description: "Tells what an event would do, without doing it: by the same rules.",
  })
  simulateJourneyEvent(
    @Ctx() context: RequestContext,
    @Arg("input", () => SimulateJourneyEventInput) input: SimulateJourneyEventInput,
  ) {
    return mutate(context, "journey.manage", async (tx) => ({
      simulation: await shown(tx, await simulateEvent(tx, input), context.language),
    }));
  }
}
