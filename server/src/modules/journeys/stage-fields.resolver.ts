import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { reaches, type RequestContext } from "../core/index.ts";
import { Department, Physician } from "../organizations/index.ts";
import { SurveyInstance, SurveyStatus } from "../surveys/index.ts";
import { StageAbilities } from "./journey.abilities.ts";
import { stageSurveyLoader } from "./journey.loaders.ts";
import { JourneyStatus, StageStatus } from "./journey.status.ts";
import { StageInstance } from "./stage-instance.entity.ts";
import { stagePlace } from "./stage-survey.service.ts";

const sendable: readonly (SurveyStatus | undefined)[] = [
  undefined,
  SurveyStatus.PENDING,
  SurveyStatus.SENT,
  SurveyStatus.OPENED,
  SurveyStatus.EXPIRED,
  SurveyStatus.SUPPRESSED,
  SurveyStatus.FAILED,
];

@Resolver(() => StageInstance)
export class StageFieldsResolver {
  @FieldResolver(() => String, { nullable: true, description: "Name in Arabic." })
  async nameAr(@Root() stage: StageInstance) {
    return (await stage.stageTemplate.load())?.nameAr ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Name in English." })
  async nameEn(@Root() stage: StageInstance) {
    return (await stage.stageTemplate.load())?.nameEn ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Code of the event that completes it." })
  async triggerEventCode(@Root() stage: StageInstance) {
    return (await stage.stageTemplate.load())?.triggerEventCode ?? null;
  }

  @FieldResolver(() => Boolean, { description: "A survey is bound to it." })
  async hasSurveyTemplate(@Root() stage: StageInstance) {
    return Boolean((await stage.stageTemplate.load())?.surveyTemplate);
  }

  @FieldResolver(() => Physician, { nullable: true, description: "The physician whom its event named." })
  physician(@Root() stage: StageInstance) {
    return stage.physician?.load() ?? null;
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department that its event named." })
  department(@Root() stage: StageInstance) {
    return stage.department?.load() ?? null;
  }

  @FieldResolver(() => SurveyInstance, {
    nullable: true,
    description: "Its survey; empty when there is none, or none that the caller may see.",
  })
  survey(@Ctx() context: RequestContext, @Root() stage: StageInstance) {
    return context.may("survey.read") ? stageSurveyLoader(context).load(stage.id) : null;
  }

  @FieldResolver(() => StageAbilities, { description: "What the viewer may do with it." })
  async abilities(@Ctx() context: RequestContext, @Root() stage: StageInstance): Promise<StageAbilities> {
    if (stage.status !== StageStatus.COMPLETED || !context.may("survey.send")) return { canSendSurvey: false };
    const [journey, template] = await Promise.all([stage.journey.load(), stage.stageTemplate.load()]);
    if (!journey?.patient || journey.status === JourneyStatus.CANCELLED || !template?.surveyTemplate)
      return { canSendSurvey: false };
    if (!reaches(context, "survey.send", stagePlace(journey, stage))) return { canSendSurvey: false };
    const survey = context.may("survey.read") ? await stageSurveyLoader(context).load(stage.id) : null;
    return { canSendSurvey: sendable.includes(survey?.status) };
  }
}
