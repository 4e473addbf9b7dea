import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import {
  Allow,
  connectionOf,
  findPage,
  mutate,
  orderOf,
  PageArgs,
  searchCondition,
  type RequestContext,
  type Tx,
} from "../core/index.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import {
  CreateSurveyTemplateInput,
  PublishSurveyTemplateInput,
  SurveyTemplateFilter,
  SurveyTemplatePayload,
  UpdateSurveyTemplateInput,
} from "./template.inputs.ts";
import { createSurveyTemplate, publishSurveyTemplate, updateSurveyTemplate } from "./template.service.ts";

enum SurveyTemplateOrderField {
  CODE = "code",
  NAME_AR = "nameAr",
  NAME_EN = "nameEn",
  UPDATED_AT = "updatedAt",
}
const SurveyTemplateOrder = orderOf("SurveyTemplate", SurveyTemplateOrderField, "survey templates");
const SurveyTemplateConnection = connectionOf("SurveyTemplate", () => SurveyTemplate);

@Resolver()
export class SurveyTemplateResolver {
  @Allow("surveyTemplate.read")
  @Query(() => SurveyTemplateConnection, {
    description: "Survey templates of the group and of the viewer's hospitals.",
  })
  surveyTemplates(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => SurveyTemplateFilter, { nullable: true }) filter?: SurveyTemplateFilter,
    @Arg("orderBy", () => [SurveyTemplateOrder], { nullable: true }) orderBy?: InstanceType<
      typeof SurveyTemplateOrder
    >[],
  ) {
    const where = {
      ...searchCondition(["code", "name_en", "name_ar"], filter?.search),
      ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
      ...(filter?.isPublished != null ? { currentVersion: filter.isPublished ? { $ne: null } : null } : {}),
    };
    const order = orderBy ?? [{ field: "code", direction: "ASC" as const }];
    return findPage(context.reader("surveyTemplate.read"), SurveyTemplate, where, order, page);
  }

  @Allow("surveyTemplate.read")
  @Query(() => SurveyTemplate, { nullable: true, description: "One survey template." })
  surveyTemplate(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("surveyTemplate.read").findOne(SurveyTemplate, { id });
  }

  @Allow("surveyTemplate.manage")
  @Mutation(() => SurveyTemplatePayload, { description: "Starts a survey as a draft." })
  createSurveyTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateSurveyTemplateInput) { code, hospitalId, ...fields }: CreateSurveyTemplateInput,
  ) {
    return change(context, (tx) => createSurveyTemplate(tx, { code, hospitalId }, fields));
  }

  @Allow("surveyTemplate.manage")
  @Mutation(() => SurveyTemplatePayload, { description: "Changes a survey's draft and settings." })
  updateSurveyTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateSurveyTemplateInput) { id, version, ...fields }: UpdateSurveyTemplateInput,
  ) {
    return change(context, (tx) => updateSurveyTemplate(tx, id, version, fields));
  }

  @Allow("surveyTemplate.manage")
  @Mutation(() => SurveyTemplatePayload, {
    description: "Makes the draft a version that new surveys get. Sent surveys keep theirs.",
  })
  publishSurveyTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => PublishSurveyTemplateInput) input: PublishSurveyTemplateInput,
  ) {
    return change(context, (tx) => publishSurveyTemplate(tx, input.id, input.version));
  }
}

/** Read again after the commit, by the viewer's own rights and with its new version. */
async function change(context: RequestContext, work: (tx: Tx) => Promise<SurveyTemplate>) {
  const { id, userErrors } = await mutate(context, "surveyTemplate.manage", async (tx) => ({
    id: (await work(tx)).id,
  }));
  const surveyTemplate = id ? await context.reader("surveyTemplate.read").findOne(SurveyTemplate, { id }) : null;
  return { surveyTemplate, userErrors };
}
