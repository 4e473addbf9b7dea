import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { assignablePeople, UserConnection } from "../accounts/index.ts";
import { Allow, PageArgs, type RequestContext } from "../core/index.ts";

@Resolver()
export class AssignableUsersResolver {
  @Allow("action.assign")
  @Query(() => UserConnection, {
    description:
      "Who may work on actions of a hospital or department. E-mail masked and roles empty without the right to see users.",
  })
  assignableUsers(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("hospitalId", () => ID, { nullable: true, description: "The hospital; the department's when left out." })
    hospitalId?: string,
    @Arg("departmentId", () => ID, { nullable: true, description: "The department." }) departmentId?: string,
    @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
  ) {
    const query = { assign: "action.assign", work: "action.work", hospitalId, departmentId, search } as const;
    return assignablePeople(context, query, page);
  }
}
