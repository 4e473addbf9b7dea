import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import {
  Allow,
  connectionOf,
  findPage,
  mutate,
  PageArgs,
  type RequestContext,
  searchCondition,
} from "../core/index.ts";
import { JourneyTemplate } from "./journey-template.entity.ts";
import {
  CreateJourneyTemplateInput,
  JourneyTemplateFilter,
  JourneyTemplateOrder,
  JourneyTemplatePayload,
  SetJourneyTemplateActiveInput,
  UpdateJourneyTemplateInput,
} from "./journey-template.inputs.ts";
import { createJourneyTemplate, setJourneyTemplateActive, updateJourneyTemplate } from "./template.service.ts";

const JourneyTemplateConnection = connectionOf("JourneyTemplate", () => JourneyTemplate);

function conditionOf(filter: JourneyTemplateFilter | undefined): object {
  return {
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.isGroup != null ? { hospital: filter.isGroup ? null : { $ne: null } } : {}),
    ...(filter?.journeyType ? { journeyType: { $in: filter.journeyType } } : {}),
    ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
    ...searchCondition(["code", "name_en", "name_ar"], filter?.search),
  };
}

@Resolver(() => JourneyTemplate)
export class JourneyTemplateResolver {
  @Allow("journeyTemplate.read")
  @Query(() => JourneyTemplateConnection, {
    description: "Journey templates: those of the group and of the caller's hospitals.",
  })
  journeyTemplates(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => JourneyTemplateFilter, { nullable: true }) filter?: JourneyTemplateFilter,
    @Arg("orderBy", () => [JourneyTemplateOrder], { nullable: true }) orderBy?: InstanceType<
      typeof JourneyTemplateOrder
    >[],
  ) {
    const order = orderBy?.length ? orderBy : [{ field: "code", direction: "ASC" } as const];
    return findPage(context.reader("journeyTemplate.read"), JourneyTemplate, conditionOf(filter), order, page);
  }

  @Allow("journeyTemplate.read")
  @Query(() => JourneyTemplate, { nullable: true, description: "One journey template." })
  journeyTemplate(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("journeyTemplate.read").findOne(JourneyTemplate, { id });
  }

  @Allow("journeyTemplate.manage")
  @Mutation(() => JourneyTemplatePayload, { description: "Adds a journey template with its first version." })
  createJourneyTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateJourneyTemplateInput) input: CreateJourneyTemplateInput,
  ) {
    return mutate(context, "journeyTemplate.manage", async (tx) => ({
      journeyTemplate: await createJourneyTemplate(tx, input),
    }));
  }

  @Allow("journeyTemplate.manage")
  @Mutation(() => JourneyTemplatePayload, {
    description: "Changes a template; journeys under way keep the version they began with.",
  })
  updateJourneyTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateJourneyTemplateInput) { id, version, ...changes }: UpdateJourneyTemplateInput,
  ) {
    return mutate(context, "journeyTemplate.manage", async (tx) => ({
      journeyTemplate: await updateJourneyTemplate(tx, id, version ?? null, changes),
    }));
  }

  @Allow("journeyTemplate.manage")
  @Mutation(() => JourneyTemplatePayload, {
    description: "Puts a template in force or out of it; journeys under way go on.",
  })
  setJourneyTemplateActive(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetJourneyTemplateActiveInput) { id, isActive, ...options }: SetJourneyTemplateActiveInput,
  ) {
    return mutate(context, "journeyTemplate.manage", async (tx) => ({
      journeyTemplate: await setJourneyTemplateActive(tx, id, isActive, options),
    }));
  }
}
