import { failure, searchCondition, unscoped, type Permission, type RequestContext, type Tx } from "../core/index.ts";
import { loadDirectory } from "./directory.ts";
import { mayWorkAt, type WorkPlace } from "./directory.rules.ts";
import { mentionedIds } from "./mention.rules.ts";
import { loadPeople } from "./people.loader.ts";
import { User } from "./user.entity.ts";

/**
 * AC-20: only somebody who may see a case can be named in a note about it, else the name alone would give the case away.
 * `permission` is the right to see it; `ownerId` sees it anyway. Returns who is named.
 */
export async function checkMentions(
  tx: Tx,
  text: string | null | undefined,
  place: WorkPlace,
  permission: Permission,
  ownerId?: string | null,
): Promise<string[]> {
  const ids = mentionedIds(text);
  if (ids.length === 0) return [];
  const directory = await loadDirectory(tx.em, [place.hospitalId], permission);
  if (ids.every((id) => id === ownerId || mayWorkAt(directory, id, place))) return ids;
  throw failure(
    "NOT_MENTIONABLE",
    "Somebody named in the note may not see this case. Remove the name.",
    "أحد المذكورين في الملاحظة لا يملك صلاحية الاطلاع على هذه الحالة. احذف الاسم.",
    ["note"],
  );
}

const shownPeople = 8;

/** AC-20: whom a note about a case of this place can name. */
export async function mentionablePeople(
  context: RequestContext,
  place: WorkPlace,
  permission: Permission,
  search: string | null | undefined,
): Promise<User[]> {
  const em = unscoped(context);
  const directory = await loadDirectory(em, [place.hospitalId], permission);
  const members = [...new Set(directory.members.map((member) => member.userId))];
  const ids = members.filter((id) => id !== context.viewer?.userId && mayWorkAt(directory, id, place));
  const rows = await em.find(
    User,
    { id: { $in: ids }, ...searchCondition(["name_en", "name_ar"], search) },
    { fields: ["id"], orderBy: { nameEn: "asc", id: "asc" }, limit: shownPeople },
  );
  const people = await loadPeople(
    context,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => people.get(id) ?? []);
}
