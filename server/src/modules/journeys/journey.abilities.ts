import { Field, ObjectType } from "type-graphql";
import { covers, may, scopeFor, type Permission, type Place, type RequestContext } from "../core/index.ts";

@ObjectType({ description: "What the viewer may do with a journey." })
export class JourneyAbilities {
  @Field(() => Boolean, { description: "Cancel it." })
  canCancel!: boolean;

  @Field(() => Boolean, { description: "Send surveys of at least some of its stages." })
  canSendSurvey!: boolean;
}

@ObjectType({ description: "What the viewer may do with a stage." })
export class StageAbilities {
  @Field(() => Boolean, { description: "Send its survey now, or again." })
  canSendSurvey!: boolean;
}

/** Whether a right reaches this place: the right to see does not bring the right to act along. */
export function reaches({ viewer }: RequestContext, permission: Permission, place: Place): boolean {
  return viewer !== null && may(viewer, permission) && covers(scopeFor(viewer, permission), place);
}
