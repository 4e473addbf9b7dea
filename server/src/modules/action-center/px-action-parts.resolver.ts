import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { mentionedIds, personBehind, personOf, User } from "../accounts/index.ts";
import type { RequestContext } from "../core/index.ts";
import { PxActionCheck } from "./px-action-check.entity.ts";
import { PxActionEvidence } from "./px-action-evidence.entity.ts";
import { PxActionLogEntry } from "./px-action-log-entry.entity.ts";
import { EvidenceKind } from "./px-action.enums.ts";
import { checkOf } from "./px-action.loaders.ts";

@Resolver(() => PxActionLogEntry)
export class PxActionLogEntryResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who did it; empty when the system did." })
  actor(@Ctx() context: RequestContext, @Root() entry: PxActionLogEntry) {
    return personBehind(context, entry.actor);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who got the action or was told of it." })
  assignee(@Ctx() context: RequestContext, @Root() entry: PxActionLogEntry) {
    return personBehind(context, entry.assignee);
  }

  @FieldResolver(() => PxActionCheck, { nullable: true, description: "The item of the checklist that it is about." })
  check(@Ctx() context: RequestContext, @Root() entry: PxActionLogEntry) {
    return entry.check ? checkOf(context, entry.check.id) : null;
  }

  @FieldResolver(() => [User], { description: "Who is named in the note as `@[<user id>]`." })
  async mentioned(@Ctx() context: RequestContext, @Root() entry: PxActionLogEntry): Promise<User[]> {
    const people = await Promise.all(mentionedIds(entry.note).map((id) => personOf(context, id)));
    return people.filter((person) => person !== null);
  }
}

@Resolver(() => PxActionEvidence)
export class PxActionEvidenceResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The link, or the address of the file in this API (with the access token).",
  })
  url(@Root() evidence: PxActionEvidence): string | null {
    return evidence.kind === EvidenceKind.LINK ? (evidence.url ?? null) : `/api/evidence/${evidence.id}`;
  }

  @FieldResolver(() => User, { nullable: true, description: "Who added it." })
  addedBy(@Ctx() context: RequestContext, @Root() evidence: PxActionEvidence) {
    return personBehind(context, evidence.addedBy);
  }
}
