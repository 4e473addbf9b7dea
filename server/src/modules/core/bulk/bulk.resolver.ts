import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { notFound } from "../errors/failure.ts";
import { liveItems } from "../graphql/live-subscription.ts";
import { unscoped } from "../graphql/loader.ts";
import { PageArgs } from "../graphql/page.ts";
import { Allow } from "../policy/allow.ts";
import { inLanguage } from "../text/bilingual.ts";
import { bulkFailureList } from "./bulk-failures.list.ts";
import { BulkRow, BulkRun } from "./bulk-run.entity.ts";
import { bulkRunChangedChannel } from "./bulk.run.ts";
import { BulkFailureFilter, BulkRowConnection } from "./bulk.types.ts";

const ownRun = (context: RequestContext, id: string): Promise<BulkRun | null> =>
  unscoped(context).findOne(BulkRun, { id, userId: context.viewer?.userId ?? "" });

@Resolver(() => BulkRun)
export class BulkRunResolver {
  @Allow("SIGNED_IN")
  @Query(() => BulkRun, { nullable: true, description: "A bulk run that the caller began." })
  bulkRun(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return ownRun(context, id);
  }

  @Allow("SIGNED_IN")
  @Query(() => BulkRowConnection, {
    description: "Rows that a run of the caller could not change; as a file with createExport(list: bulkFailures).",
  })
  bulkFailures(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => BulkFailureFilter) filter: BulkFailureFilter,
  ) {
    return bulkFailureList.page(context, page, filter);
  }

  @Allow("SIGNED_IN")
  @Subscription(() => BulkRun, {
    description: "A bulk run of the caller's, after each step forward.",
    subscribe: async ({ args, context }: { args: { id: string }; context: RequestContext }) => {
      if (!(await ownRun(context, args.id))) throw notFound();
      return liveItems(context, bulkRunChangedChannel, async (message, now) => {
        if (message.id !== args.id || message.userId !== now.viewer?.userId) return [];
        const run = await ownRun(now, args.id);
        return run ? [run] : [];
      });
    },
  })
  bulkRunChanged(@Root() run: BulkRun, @Arg("id", () => ID) _id: string): BulkRun {
    return run;
  }

  @FieldResolver(() => Boolean, { description: "Nothing of it waits any more." })
  isFinished(@Root() run: BulkRun): boolean {
    return run.finishedAt != null;
  }

  @FieldResolver(() => String, { description: "What is done, in the caller's language." })
  title(@Ctx() context: RequestContext, @Root() run: BulkRun): string {
    const verb = context.kernel.bulkVerbs.find(({ name }) => name === run.kind);
    return verb ? inLanguage(verb.title, context.language) : run.kind;
  }
}

@Resolver(() => BulkRow)
export class BulkRowResolver {
  @FieldResolver(() => String, { nullable: true, description: "Why not, in the caller's language." })
  message(@Ctx() context: RequestContext, @Root() row: BulkRow): string | null {
    return inLanguage({ en: row.messageEn ?? "", ar: row.messageAr ?? "" }, context.language) || null;
  }
}
