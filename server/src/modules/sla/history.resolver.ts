import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { personBehind, User } from "../accounts/index.ts";
import type { RequestContext } from "../core/index.ts";
import { SlaHistoryEntry } from "./sla-history-entry.entity.ts";

/** Reached through its case; its scope has been asked. */
@Resolver(() => SlaHistoryEntry)
export class SlaHistoryEntryResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who was told." })
  recipient(@Ctx() context: RequestContext, @Root() entry: SlaHistoryEntry) {
    return personBehind(context, entry.recipient);
  }
}
