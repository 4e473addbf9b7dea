import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from "type-graphql";
import { covers, may, scopeFor, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { SurveyDefinitionType } from "./survey-definition.type.ts";
import { SurveyTemplateVersion } from "./survey-template-version.entity.ts";
import { SurveyTemplate } from "./survey-template.entity.ts";
import { versionsLoader } from "./survey.loaders.ts";
import { normaliseDefinition } from "./survey.normalise.ts";
import { validateDefinition } from "./survey.validation.ts";
import { hasUnpublishedChanges } from "./template.service.ts";

enum SurveyTemplateStatus {
  DRAFT = "DRAFT",
  PUBLISHED = "PUBLISHED",
}
registerEnumType(SurveyTemplateStatus, {
  name: "SurveyTemplateStatus",
  description: "Whether surveys can be made of a template.",
  valuesConfig: {
    DRAFT: { description: "Never published." },
    PUBLISHED: { description: "Has a version that new surveys get." },
  },
});

@ObjectType("SurveyProblem", { description: "What keeps a draft from being published." })
class SurveyProblemType {
  @Field(() => String, { description: "Stable, for programs." })
  code!: string;

  @Field(() => [String], { description: "Where in the draft, e.g. questions, 2, textAr." })
  pointer!: string[];

  @Field(() => String, { description: "What to do, in Arabic." })
  messageAr!: string;

  @Field(() => String, { description: "What to do, in English." })
  messageEn!: string;
}

@ObjectType({ description: "What the viewer may do with a survey template." })
class SurveyTemplateAbilities {
  @Field(() => Boolean, { description: "Change the draft." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Publish the draft: it has changes and no problems." })
  canPublish!: boolean;
}

@Resolver(() => SurveyTemplate)
export class SurveyTemplateFieldsResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital it belongs to; empty for the group." })
  hospital(@Root() template: SurveyTemplate) {
    return template.hospital?.load() ?? null;
  }

  @FieldResolver(() => SurveyDefinitionType, { description: "What is being edited." })
  draft(@Root() template: SurveyTemplate) {
    return normaliseDefinition(template.draft);
  }

  @FieldResolver(() => SurveyTemplateVersion, { nullable: true, description: "The version that new surveys get." })
  currentVersion(@Root() template: SurveyTemplate) {
    return template.currentVersion?.load() ?? null;
  }

  @FieldResolver(() => [SurveyTemplateVersion], { description: "All versions, newest first." })
  versions(@Ctx() context: RequestContext, @Root() template: SurveyTemplate) {
    return context.may("surveyTemplate.read") ? versionsLoader(context).load(template.id) : [];
  }

  @FieldResolver(() => SurveyTemplateStatus, { description: "Draft or published." })
  status(@Root() template: SurveyTemplate) {
    return template.currentVersion ? SurveyTemplateStatus.PUBLISHED : SurveyTemplateStatus.DRAFT;
  }

  @FieldResolver(() => Boolean, { description: "The draft differs from the version that patients get." })
  hasUnpublishedChanges(@Root() template: SurveyTemplate) {
    return isChanged(template);
  }

  @FieldResolver(() => [SurveyProblemType], {
    description: "What keeps the draft from being published; empty: nothing.",
  })
  problems(@Root() template: SurveyTemplate) {
    return validateDefinition(normaliseDefinition(template.draft));
  }

  @FieldResolver(() => SurveyTemplateAbilities, { description: "What the viewer may do with it." })
  async abilities(@Ctx() context: RequestContext, @Root() template: SurveyTemplate) {
    const { viewer } = context;
    const canEdit =
      viewer !== null &&
      may(viewer, "surveyTemplate.manage") &&
      covers(scopeFor(viewer, "surveyTemplate.manage"), { hospitalId: template.hospital?.id ?? null });
    const isReady = validateDefinition(normaliseDefinition(template.draft)).length === 0;
    return { canEdit, canPublish: canEdit && isReady && (await isChanged(template)) };
  }
}

async function isChanged(template: SurveyTemplate): Promise<boolean> {
  const current = (await template.currentVersion?.load()) ?? null;
  return hasUnpublishedChanges(template.draft, current?.definition ?? null);
}

@Resolver(() => SurveyTemplateVersion)
export class SurveyTemplateVersionResolver {
  @FieldResolver(() => SurveyDefinitionType, { description: "What it asks." })
  definition(@Root() version: SurveyTemplateVersion) {
    return normaliseDefinition(version.definition);
  }
}
