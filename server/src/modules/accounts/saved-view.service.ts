import type { EntityManager } from "@mikro-orm/postgresql";
import { ref } from "@mikro-orm/core";
import { failure, newId, notFound, type Scope, type Tx, type Viewer } from "../core/index.ts";
import { type ListDensity, ListPreference } from "./list-preference.entity.ts";
import type { Role } from "./role-matrix.ts";
import { SavedView } from "./saved-view.entity.ts";
import { listOf, maxViewsPerList, nameOf, reachOf, sharedWith, stateOf } from "./saved-view.rules.ts";
import { User } from "./user.entity.ts";

export interface ListSetup {
  readonly list: string;
  readonly views: readonly SavedView[];
  readonly preference: ListPreference | null;
}

/** AC-30, AC-31: one's own views first, then those that others share with one's roles. */
export async function listSetup(em: EntityManager, viewer: Viewer, list: string): Promise<ListSetup> {
  const user = viewer.userId;
  const own = await em.find(SavedView, { user, list }, { orderBy: { name: "ASC", id: "ASC" }, limit: maxViewsPerList });
  const shared = sharedWith(viewer.grants);
  const others =
    shared.length === 0
      ? []
      : await em.find(SavedView, { list, user: { $ne: user }, $or: shared } as never, {
          orderBy: { name: "ASC", id: "ASC" } as never,
          limit: maxViewsPerList,
        });
  const preference = await em.findOne(ListPreference, { user, list });
  return { list, views: [...own, ...others], preference };
}

/** AC-30: keeps a new view, or gives one's own another name or other filters. */
export async function saveView(
  tx: Tx,
  userId: string,
  given: { readonly id?: string; readonly list: string; readonly name: string; readonly state: unknown },
): Promise<SavedView> {
  const list = listOf(given.list);
  const fields = { name: nameOf(given.name), state: stateOf(given.state), updatedAt: tx.now };
  if (given.id) return Object.assign(await ownView(tx, userId, given.id), fields);
  if ((await tx.em.count(SavedView, { user: userId, list })) >= maxViewsPerList)
    throw failure(
      "TOO_MANY_VIEWS",
      `A list holds ${maxViewsPerList} views of yours. Delete one first.`,
      `الحد الأقصى للعروض المحفوظة في القائمة هو ${maxViewsPerList}. احذف أحدها أولًا.`,
    );
  return tx.em.create(SavedView, { id: newId(), user: ref(User, userId), list, ...fields });
}

export async function deleteView(tx: Tx, userId: string, id: string): Promise<string> {
  const view = await ownView(tx, userId, id);
  if (view.sharedRole) auditSharing(tx, "savedView.deleted", view);
  tx.em.remove(view);
  return view.list;
}

/** AC-31: shares one's own view with a role, within one's reach; null ends it. */
export async function shareView(
  tx: Tx,
  userId: string,
  scope: Scope,
  { id, role }: { id: string; role?: Role | null },
): Promise<SavedView> {
  const view = await ownView(tx, userId, id);
  view.sharedRole = role ?? null;
  view.sharedHospitalIds = role ? reachOf(scope) : null;
  view.updatedAt = tx.now;
  auditSharing(tx, role ? "savedView.shared" : "savedView.unshared", view);
  return view;
}

/** AC-32: the view in which a list opens; only one that the user sees. */
export async function setDefaultView(
  tx: Tx,
  viewer: Viewer,
  list: string,
  viewId: string | null,
): Promise<ListPreference> {
  const { views } = await listSetup(tx.em, viewer, listOf(list));
  if (viewId && !views.some((view) => view.id === viewId)) throw notFound();
  return setPreference(tx, viewer.userId, list, { defaultView: viewId ? ref(SavedView, viewId) : null });
}

export function saveListPreference(
  tx: Tx,
  userId: string,
  given: { readonly list: string; readonly columns?: string[] | null; readonly density?: ListDensity | null },
): Promise<ListPreference> {
  const { list, ...fields } = given;
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return setPreference(tx, userId, listOf(list), known);
}

async function setPreference(
  tx: Tx,
  userId: string,
  list: string,
  fields: Partial<Pick<ListPreference, "columns" | "density" | "defaultView">>,
): Promise<ListPreference> {
  // Two windows of one person may both be the first: the row comes into being once.
  return tx.em.upsert(ListPreference, { user: userId, list, updatedAt: tx.now, ...fields } as never, {
    onConflictFields: ["user", "list"],
    onConflictExcludeFields: ["id", "createdAt"],
  });
}

async function ownView(tx: Tx, userId: string, id: string): Promise<SavedView> {
  const view = await tx.em.findOne(SavedView, { id, user: userId });
  if (!view) throw notFound();
  return view;
}

/** The name is the owner's free text and stays out of the trail. */
function auditSharing(tx: Tx, action: string, { id, list, sharedRole, sharedHospitalIds }: SavedView): void {
  tx.audit({
    action,
    targetType: "SavedView",
    targetId: id,
    after: { list, sharedRole: sharedRole ?? null, hospitalIds: sharedHospitalIds ?? null },
  });
}
