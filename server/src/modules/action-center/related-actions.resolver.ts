import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, type RequestContext } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionRelation } from "./px-action.enums.ts";
import { findRelated } from "./related-actions.ts";

@ObjectType({ description: "A PX action that has something in common with another." })
class RelatedPxAction {
  @Field(() => PxAction, { description: "The action." })
  pxAction!: PxAction;

  @Field(() => [PxActionRelation], { description: "What they have in common." })
  relations!: PxActionRelation[];
}

@Resolver()
export class RelatedActionsResolver {
  @Allow("action.read")
  @Query(() => [RelatedPxAction], {
    nullable: true,
    description:
      "Actions about the same complaint or patient, and open ones of the same department and source; newest first, 20 of each at most. Null when there is no such action.",
  })
  relatedPxActions(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<RelatedPxAction[] | null> {
    return findRelated(context, id);
  }
}
