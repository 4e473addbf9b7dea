import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { loadPeople, mayWorkAt, User, UserConnection } from "../accounts/index.ts";
import {
  Allow,
  containing,
  covers,
  findPage,
  PageArgs,
  Refusal,
  type RequestContext,
  unscoped,
} from "../core/index.ts";
import { Department } from "../organizations/index.ts";
import { loadDirectory } from "./action-directory.ts";

@Resolver()
export class AssignableUsersResolver {
  @Allow("action.assign")
  @Query(() => UserConnection, {
    description:
      "Who may work on actions of a hospital or department. E-mail masked and roles empty without the right to see users.",
  })
  async assignableUsers(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("hospitalId", () => ID, { nullable: true, description: "The hospital; the department's when left out." })
    hospitalId?: string,
    @Arg("departmentId", () => ID, { nullable: true, description: "The department." }) departmentId?: string,
    @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
  ) {
    const place = await placeOf(context, hospitalId, departmentId);
    const directory = await loadDirectory(unscoped(context), [place.hospitalId]);
    const members = [...new Set(directory.members.map((member) => member.userId))];
    const ids = members.filter((id) => mayWorkAt(directory, id, place));
    const text = search?.trim() ? { $ilike: containing(search) } : undefined;
    const where = { id: { $in: ids }, ...(text ? { $or: [{ nameAr: text }, { nameEn: text }] } : {}) };
    const users = await findPage(unscoped(context), User, where, [{ field: "nameEn", direction: "ASC" }], page);
    const { edges } = users;
    const people = await loadPeople(
      context,
      users.nodes.map((user) => user.id),
    );
    const shown = edges.flatMap(({ cursor, node }) => {
      const person = people.get(node.id);
      return person ? [{ cursor, node: person }] : [];
    });
    return {
      nodes: shown.map(({ node }) => node),
      edges: shown,
      pageInfo: users.pageInfo,
      get totalCount() {
        return users.totalCount;
      },
    };
  }
}

/** The place must lie within what the caller may assign. */
async function placeOf(context: RequestContext, hospitalId: string | undefined, departmentId: string | undefined) {
  const department = departmentId
    ? await context.reader("action.assign").findOne(Department, { id: departmentId })
    : null;
  const hospital = hospitalId ?? department?.hospital.id;
  const isConsistent = !departmentId || department?.hospital.id === hospital;
  if (!hospital || !isConsistent) {
    throw new Refusal("BAD_USER_INPUT", {
      en: "Name a hospital, or a department of it.",
      ar: "حدّد المستشفى أو أحد أقسامه.",
    });
  }
  const place = { hospitalId: hospital, departmentId: department?.id ?? null };
  const isCovered = covers(context.scope("action.assign"), {
    hospitalId: hospital,
    departmentIds: department ? [department.id] : [],
  });
  if (!isCovered) {
    throw new Refusal("FORBIDDEN", { en: "You do not assign actions there.", ar: "ليست لديك صلاحية الإسناد هناك." });
  }
  return place;
}
