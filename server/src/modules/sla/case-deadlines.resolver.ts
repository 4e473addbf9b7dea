import { Arg, Ctx, FieldResolver, ID, Resolver, Root, type ClassType } from "type-graphql";
import { contextOf, type Bilingual, type RequestContext } from "../core/index.ts";
import { SlaClockType } from "./clock.types.ts";
import { slaClocksLoader, slaHistoryLoader } from "./clocks.loader.ts";
import { slaExplanationLoader } from "./explain.service.ts";
import { SlaExplanation } from "./explanation.types.ts";
import { outcomeOf, SlaOutcome } from "./outcome.rules.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";
import { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

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

/** SLA-21: for who sees the case: in its own row, its list and its export. */
async function outcomeOfCase(context: RequestContext, kind: SlaCaseKind, id: string): Promise<SlaOutcome | null> {
  const clocks = await loaders[kind].clocks(context, id);
  return outcomeOf(
    clocks.find(({ target }) => target === SlaTarget.RESOLVE),
    context.kernel.clock(),
  );
}

/** What the console calls them too (locales/…/entities.json). */
const outcomeWords: Readonly<Record<SlaOutcome, Bilingual>> = {
  ON_TIME: { en: "On time", ar: "في الموعد" },
  MISSED: { en: "Missed", ar: "فات الموعد" },
};

/** SLA-21: the column of exported lists. */
export const outcomeColumn = <Case extends { readonly id: string }>(kindOf: (one: Case) => SlaCaseKind) => ({
  key: "slaOutcome",
  header: { en: "Deadline outcome", ar: "نتيجة الموعد" },
  value: async (one: Case, context: RequestContext) => {
    const outcome = await outcomeOfCase(context, kindOf(one), one.id);
    return outcome && outcomeWords[outcome];
  },
});

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
      return loaders[kindOf(one)].explanation(contextOf(context, one), one.id, clockId);
    }

    @FieldResolver(() => [SlaHistoryEntry], { description: "What happened to its deadlines, oldest first." })
    slaHistory(@Ctx() context: RequestContext, @Root() one: Case) {
      return loaders[kindOf(one)].history(contextOf(context, one), one.id);
    }
  }
  return DeadlineFieldsResolver;
}
