import { Arg, Ctx, Field, ID, ObjectType, registerEnumType, Resolver, Root, Subscription } from "type-graphql";
import { Allow, watchPresence, type Present, type RequestContext } from "../core/index.ts";
import { personOf } from "./people.loader.ts";
import { User } from "./user.entity.ts";

export enum PagePresence {
  VIEWING = "VIEWING",
  EDITING = "EDITING",
}
registerEnumType(PagePresence, {
  name: "PagePresence",
  description: "What somebody does at the page of a record.",
  valuesConfig: {
    VIEWING: { description: "Has it open." },
    EDITING: { description: "Has its form open." },
  },
});

@ObjectType({ description: "Somebody who is at the page of a record now." })
export class PresentPerson {
  @Field(() => User, { description: "Who." })
  user!: User;

  @Field(() => PagePresence, { description: "What they do there." })
  mode!: PagePresence;
}

interface Page {
  readonly type: string;
  readonly id: string;
  readonly mode: PagePresence;
}

@Resolver()
export class PresenceResolver {
  @Allow("SIGNED_IN")
  @Subscription(() => [PresentPerson], {
    description:
      "Who else is at the page of a record, for whoever may see the record; at first and after each change. Being subscribed is being there.",
    subscribe: ({ args, context }: { args: Page; context: RequestContext }) => watchPresence(context, args),
  })
  async presence(
    @Ctx() context: RequestContext,
    @Root() present: readonly Present[],
    @Arg("type", () => String, { description: "What it is, as in the audit trail: Complaint, Feedback, PxAction." })
    _type: string,
    @Arg("id", () => ID, { description: "Which one." }) _id: string,
    @Arg("mode", () => PagePresence, { defaultValue: PagePresence.VIEWING, description: "What the caller does there." })
    _mode: PagePresence,
  ): Promise<PresentPerson[]> {
    const people = await Promise.all(
      present.map(async ({ userId, mode }) => ({ user: await personOf(context, userId), mode: PagePresence[mode] })),
    );
    return people.flatMap(({ user, mode }) => (user ? [{ user, mode }] : []));
  }
}
