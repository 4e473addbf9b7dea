import {
  covers,
  findPage,
  Refusal,
  searchCondition,
  unscoped,
  type PageArgs,
  type Permission,
  type RequestContext,
} from "../core/index.ts";
import { Department } from "../organizations/index.ts";
import { loadDirectory } from "./directory.ts";
import { mayWorkAt, type WorkPlace } from "./directory.rules.ts";
import { loadPeople } from "./people.loader.ts";
import { User } from "./user.entity.ts";

export interface AssignableQuery {
  /** The right to give away, and the one that the work needs. */
  readonly assign: Permission;
  readonly work: Permission;
  readonly hospitalId?: string;
  readonly departmentId?: string;
  readonly search?: string;
}

/** Who may be given cases of a place: a page of people by name, e-mail masked without the right to see users. */
export async function assignablePeople(context: RequestContext, query: AssignableQuery, page: PageArgs) {
  const place = await placeOf(context, query);
  const directory = await loadDirectory(unscoped(context), [place.hospitalId], query.work);
  const members = [...new Set(directory.members.map((member) => member.userId))];
  const ids = members.filter((id) => mayWorkAt(directory, id, place));
  const where = { id: { $in: ids }, ...searchCondition(["name_en", "name_ar"], query.search) };
  const users = await findPage(unscoped(context), User, where, [{ field: "nameEn", direction: "ASC" }], page);
  const edges = await users.edges;
  const people = await loadPeople(
    context,
    edges.map(({ node }) => node.id),
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

/** The place must lie within what the caller may assign; a hospital counts for who assigns in one of its departments only with that department. */
async function placeOf(
  context: RequestContext,
  { assign, hospitalId, departmentId }: AssignableQuery,
): Promise<WorkPlace> {
  const department = departmentId ? await context.reader(assign).findOne(Department, { id: departmentId }) : null;
  const hospital = hospitalId ?? department?.hospital.id;
  const isConsistent = !departmentId || department?.hospital.id === hospital;
  if (!hospital || !isConsistent) {
    throw new Refusal("BAD_USER_INPUT", {
      en: "Name a hospital, or a department of it.",
      ar: "حدّد المستشفى أو أحد أقسامه.",
    });
  }
  const isCovered = covers(context.scope(assign), {
    hospitalId: hospital,
    departmentIds: department ? [department.id] : [],
  });
  if (!isCovered) {
    throw new Refusal("FORBIDDEN", { en: "You do not assign there.", ar: "ليست لديك صلاحية الإسناد هناك." });
  }
  return { hospitalId: hospital, departmentId: department?.id ?? null };
}
