import { Arg, Ctx, FieldResolver, ID, Resolver, Root, type ClassType } from "type-graphql";
import { contextOf, type RequestContext } from "../core/index.ts";
import { SlaClockType } from "./clock.types.ts";
import { slaClocksLoader, slaHistoryLoader } from "./clocks.loader.ts";
import { slaExplanationLoader } from "./explain.service.ts";
import { SlaExplanation } from "./explanation.types.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import { SlaCaseKind } from "./sla.enums.ts";

const loadersOf = (kind: SlaCaseKind) => {
  const clocks = slaClocksLoader(kind);
  return { clocks, explanation: slaExplanationLoader(clocks), history: slaHistoryLoader(kind) };
};
const loaders: Readonly<Record<SlaCaseKind, ReturnType<typeof loadersOf>>> = {
  [SlaCaseKind.COMPLAINT]: loadersOf(SlaCaseKind.COMPLAINT),
  [SlaCaseKind.INQUIRY]: loadersOf(SlaCaseKind.INQUIRY),
  [SlaCaseKind.FEEDBACK]: loadersOf(SlaCaseKind.FEEDBACK),
  [SlaCaseKind.ACTION]: loadersOf(SlaCaseKind.ACTION),
};

/** SLA-12, SLA-14: what a case shows of its deadlines. The case has been read within the caller's scope. */
export function deadlineFields<Case extends { readonly id: string }>(
  type: () => ClassType<Case>,
  kindOf: (one: Case) => SlaCaseKind,
) {
  @Resolver(type)
  class DeadlineFieldsResolver {
    @FieldResolver(() => [SlaClockType], { description: "Its deadlines, one for each target." })
    clocks(@Ctx() context: RequestContext, @Root() one: Case) {
      return loaders[kindOf(one)].clocks(contextOf(context, one), one.id);
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
      return loaders[kindOf(one)].explanation(contextOf(context, one), one.id, clockId);
    }

    @FieldResolver(() => [SlaHistoryEntry], { description: "What happened to its deadlines, oldest first." })
    slaHistory(@Ctx() context: RequestContext, @Root() one: Case) {
      return loaders[kindOf(one)].history(contextOf(context, one), one.id);
    }
  }
  return DeadlineFieldsResolver;
}
