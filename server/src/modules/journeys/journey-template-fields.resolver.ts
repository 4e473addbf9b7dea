import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { SurveyTemplate } from "../surveys/index.ts";
import { JourneyTemplateVersion } from "./journey-template-version.entity.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import { versionsLoader } from "./journey.loaders.ts";
import { StageTemplate } from "./stage-template.entity.ts";

@Resolver(() => JourneyTemplate)
export class JourneyTemplateFieldsResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "Its hospital; empty: the group's default." })
  hospital(@Root() template: JourneyTemplate) {
    return template.hospital?.load() ?? null;
  }

  @FieldResolver(() => [String], {
    description: "Event codes of the current version that open a journey, beside those of the event rules.",
  })
  async openingEventCodes(@Root() template: JourneyTemplate) {
    return (await template.currentVersion?.load())?.openingEventCodes ?? [];
  }

  @FieldResolver(() => [String], {
    description: "Event codes of the current version that close a journey, beside those of the event rules.",
  })
  async closingEventCodes(@Root() template: JourneyTemplate) {
    return (await template.currentVersion?.load())?.closingEventCodes ?? [];
  }

  @FieldResolver(() => JourneyTemplateVersion, { nullable: true, description: "The version that new journeys get." })
  currentVersion(@Root() template: JourneyTemplate) {
    return template.currentVersion?.load() ?? null;
  }

  @FieldResolver(() => [JourneyTemplateVersion], {
    description: "All versions, newest first; empty without the right to see templates.",
  })
  versions(@Ctx() context: RequestContext, @Root() template: JourneyTemplate) {
    return context.may("journeyTemplate.read") ? versionsLoader(context).load(template.id) : [];
  }
}

@Resolver(() => JourneyTemplateVersion)
export class JourneyTemplateVersionFieldsResolver {
  @FieldResolver(() => [StageTemplate], { description: "The stages, in order." })
  async stages(@Root() version: JourneyTemplateVersion) {
    const stages = await version.stages.loadItems();
    return stages.toSorted((a, b) => a.position - b.position);
  }
}

@Resolver(() => StageTemplate)
export class StageTemplateFieldsResolver {
  @FieldResolver(() => SurveyTemplate, { nullable: true, description: "The survey that asks about it." })
  surveyTemplate(@Root() stage: StageTemplate) {
    return stage.surveyTemplate?.load() ?? null;
  }
}
