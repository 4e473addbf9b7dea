import { Arg, Ctx, FieldResolver, ID, Resolver, Root, type ClassType } from "type-graphql";
import { contextOf, type RequestContext } from "../core/index.ts";
import { SlaClockType } from "./clock.types.ts";
import { SlaExplanation } from "./explanation.types.ts";
import { caseLoaders, outcomeOfCase } from "./case-loaders.ts";
import { SlaOutcome } from "./outcome.rules.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/** SLA-12, SLA-14: what a case shows of its deadlines. The case has been read within the caller's scope. */
export function deadlineFields<Case extends { readonly id: string }>(
  type: () => ClassType<Case>,
  kindOf: (one: Case) => SlaCaseKind,
) {
  @Resolver(type)
  class DeadlineFieldsResolver {
    @FieldResolver(() => [SlaClockType], { description: "Its deadlines, one for each target." })
    clocks(@Ctx() context: RequestContext, @Root() one: Case) {
      return caseLoaders[kindOf(one)].clocks(contextOf(context, one), one.id);
    }

    @FieldResolver(() => SlaOutcome, {
      nullable: true,
      description: "What became of the deadline for settling it; empty while that is open and where nothing was due.",
    })
    slaOutcome(@Ctx() context: RequestContext, @Root() one: Case) {
      return outcomeOfCase(contextOf(context, one), kindOf(one), one.id);
    }

    @FieldResolver(() => SlaExplanation, {
      nullable: true,
      description: "Why one of its deadlines is what it is, line by line; for everybody who sees it.",
    })
    slaExplanation(
      @Ctx() context: RequestContext,
      @Root() one: Case,
      @Arg("clockId", () => ID, { description: "One of its clocks." }) clockId: string,
    ) {
      return caseLoaders[kindOf(one)].explanation(contextOf(context, one), one.id, clockId);
    }

    @FieldResolver(() => [SlaHistoryEntry], { description: "What happened to its deadlines, oldest first." })
    slaHistory(@Ctx() context: RequestContext, @Root() one: Case) {
      return caseLoaders[kindOf(one)].history(contextOf(context, one), one.id);
    }
  }
  return DeadlineFieldsResolver;
}
