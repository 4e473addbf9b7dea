import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { Allow, mutate, Payload, unauthenticated, type RequestContext, type Viewer } from "../core/index.ts";
import { personOf } from "./people.loader.ts";
import { User } from "./user.entity.ts";
import { endViewAs, startViewAs } from "./view-as.service.ts";
import { ViewerType } from "./viewer.type.ts";

@InputType({ description: "Whom to look as." })
class StartViewAsInput {
  @Field(() => ID, { description: "The user." })
  userId!: string;
}

@InputType({ description: "The look that ends." })
class EndViewAsInput {
  @Field(() => ID, { description: "As it was given when it began." })
  id!: string;
}

@ObjectType({ description: "A look at the console as somebody else." })
class StartViewAsPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "Names the look, for ending it." })
  id?: string;

  @Field(() => String, { nullable: true, description: "Reads what the user may read; every mutation is refused." })
  accessToken?: string;

  @Field(() => Date, { nullable: true, description: "When it ends by itself." })
  expiresAt?: Date;

  @Field(() => User, { nullable: true, description: "The user." })
  user?: User;
}

@ObjectType({ description: "After a look as somebody else." })
class EndViewAsPayload extends Payload {}

@Resolver(() => ViewerType)
export class ViewAsResolver {
  @Allow("user.viewAs")
  @Mutation(() => StartViewAsPayload, {
    description: "Begins to look at the console as another user, read-only (AC-15).",
  })
  startViewAs(@Ctx() context: RequestContext, @Arg("input", () => StartViewAsInput) { userId }: StartViewAsInput) {
    return mutate(context, "user.viewAs", (tx) => startViewAs(tx, viewerOf(context), userId));
  }

  @Allow("user.viewAs")
  @Mutation(() => EndViewAsPayload, { description: "Ends the look; asked with one's own token." })
  endViewAs(@Ctx() context: RequestContext, @Arg("input", () => EndViewAsInput) { id }: EndViewAsInput) {
    return mutate(context, "user.viewAs", async (tx) => {
      await endViewAs(tx, viewerOf(context), id);
      return {};
    });
  }

  @FieldResolver(() => User, { nullable: true, description: "Who looks, when it is not the user themselves." })
  viewedBy(@Ctx() context: RequestContext, @Root() { viewer }: ViewerType): Promise<User | null> | null {
    return viewer.viewedBy ? personOf(context, viewer.viewedBy.userId) : null;
  }
}

function viewerOf(context: RequestContext): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}
