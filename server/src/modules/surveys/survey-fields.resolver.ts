import type { Ref } from "@mikro-orm/core";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { contextOf, covers, may, scopeFor, type Permission, type RequestContext } from "../core/index.ts";
import { NotificationLog } from "../notifications/index.ts";
import { Department, Hospital, Patient, Physician } from "../organizations/index.ts";
import { answersOf, explainScore } from "./answers.read.ts";
import { SurveyAnswer, SurveyScoreExplanation } from "./survey-answer.type.ts";
import { SurveyInstance } from "./survey-instance.entity.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import { departmentOf, hospitalOf, notificationsLoader, physicianOf, responsesLoader } from "./survey.loaders.ts";
import { cancellable, resendable } from "./survey.status.ts";
import { surveyLink, surveyToken } from "./survey.token.ts";

@ObjectType({ description: "What the viewer may do with a survey." })
class SurveyAbilities {
  @Field(() => Boolean, { description: "Send it, or send it again." })
  canResend!: boolean;

  @Field(() => Boolean, { description: "Withdraw it." })
  canCancel!: boolean;
}

/** Whether a right reaches this survey: the right to see does not bring the right to send along. */
export function reachesSurvey({ viewer }: RequestContext, permission: Permission, survey: SurveyInstance): boolean {
  if (viewer === null || !may(viewer, permission)) return false;
  return covers(scopeFor(viewer, permission), {
    hospitalId: survey.hospital.id,
    departmentIds: survey.department ? [survey.department.id] : [],
    physicianIds: survey.physician ? [survey.physician.id] : [],
  });
}

/** Null when it lies outside the viewer's scope: the reference is left empty then. */
async function visible<Entity extends object>(reference: Ref<Entity> | null | undefined): Promise<Entity | null> {
  const row = await reference?.load();
  return row && reference?.isInitialized() ? (row as Entity) : null;
}

@Resolver(() => SurveyInstance)
export class SurveyInstanceFieldsResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return hospitalOf(contextOf(context, survey), survey.hospital.id);
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department that it asks about." })
  department(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return survey.department ? departmentOf(contextOf(context, survey), survey.department.id) : null;
  }

  @FieldResolver(() => Physician, { nullable: true, description: "The physician that it asks about." })
  physician(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return survey.physician ? physicianOf(contextOf(context, survey), survey.physician.id) : null;
  }

  @FieldResolver(() => Patient, {
    nullable: true,
    description: "The patient; empty without the right to see patients.",
  })
  patient(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return reachesSurvey(context, "patient.read", survey) ? visible(survey.patient) : null;
  }

  @FieldResolver(() => SurveyTemplate, { nullable: true, description: "The survey template." })
  template(@Root() survey: SurveyInstance) {
    return visible(survey.template);
  }

  @FieldResolver(() => SurveyTemplateVersion, { nullable: true, description: "The version that it is pinned to." })
  templateVersion(@Root() survey: SurveyInstance) {
    return visible(survey.templateVersion);
  }

  @FieldResolver(() => [SurveyAnswer], { description: "What was answered, in the order of the questions." })
  async answers(@Ctx() context: RequestContext, @Root() survey: SurveyInstance): Promise<SurveyAnswer[]> {
    if (!survey.answeredAt) return [];
    const [responses, version] = await Promise.all([
      responsesLoader(context).load(survey),
      visible(survey.templateVersion),
    ]);
    return version ? answersOf(context.kernel.cipher, version.definition, responses) : [];
  }

  @FieldResolver(() => SurveyScoreExplanation, {
    nullable: true,
    description: "Why the score is what it is; empty until it is answered.",
  })
  async scoreExplanation(
    @Ctx() context: RequestContext,
    @Root() survey: SurveyInstance,
  ): Promise<SurveyScoreExplanation | null> {
    if (!survey.answeredAt) return null;
    const [responses, version] = await Promise.all([
      responsesLoader(context).load(survey),
      visible(survey.templateVersion),
    ]);
    return version ? explainScore(survey, version.definition, responses) : null;
  }

  @FieldResolver(() => [NotificationLog], {
    description: "Messages about it; empty without the right to read the notification log.",
  })
  notifications(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return reachesSurvey(context, "notification.read", survey) ? notificationsLoader(context).load(survey.id) : [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The patient's personal link; empty without the right to see it.",
  })
  link(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    if (!reachesSurvey(context, "survey.link", survey)) return null;
    const { PUBLIC_URL, SURVEY_TOKEN_KEY } = context.kernel.config;
    return surveyLink(PUBLIC_URL, surveyToken(SURVEY_TOKEN_KEY, survey.id));
  }

  @FieldResolver(() => SurveyAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() survey: SurveyInstance): SurveyAbilities {
    const maySend = reachesSurvey(context, "survey.send", survey);
    return {
      canResend: maySend && resendable.includes(survey.status),
      canCancel: maySend && cancellable.includes(survey.status),
    };
  }
}
