import { ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { User, UserKind } from "../accounts/index.ts";
import {
  applyChanges,
  assertVersion,
  containing,
  foldText,
  searchCondition,
  wordsOf,
  failure,
  forbidden,
  notFound,
  sql,
  type Scope,
  type Tx,
} from "../core/index.ts";
import { StandIn } from "./stand-in.entity.ts";

/** People with a role in what the scope reaches. */
export function peopleWithin(scope: Scope): object {
  if (scope.all) return {};
  const places = [{ hospital: { $in: scope.hospitalIds } }, { department: { $in: scope.departmentIds } }];
  return { roles: { $some: { $or: places } } };
}

/** Whoever enters leave: for themselves, and with `scope` for the people within it. */
export interface LeaveEditor {
  readonly userId: string;
  readonly scope: Scope | null;
}

const unfiltered = { filters: { scope: false } } as const;

/** SLA-18: everybody for themselves; managers for the people whom their right reaches. */
export async function assertMayEnter(em: EntityManager, { userId, scope }: LeaveEditor, ofId: string): Promise<void> {
  if (ofId === userId) return;
  const isTheirs = scope && (await em.count(User, { id: ofId, ...peopleWithin(scope) }, unfiltered)) > 0;
  if (!isTheirs) throw forbidden();
}

export interface StandInFields {
  readonly id?: string | null;
  readonly version?: number | null;
  readonly userId: string;
  readonly standInId?: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** SLA-18: one absence at a time; the stand-in is somebody else who can sign in, and works in one of the same hospitals. */
export async function saveStandIn(tx: Tx, editor: LeaveEditor, fields: StandInFields): Promise<StandIn> {
  const known = fields.id ? await tx.em.findOne(StandIn, { id: fields.id }) : null;
  if (fields.id && !known) throw notFound();
  const userId = known?.user.id ?? fields.userId;
  await assertMayEnter(tx.em, editor, userId);
  assertVersion(known ?? { version: 0 }, known ? fields.version : null);
  await check(tx, { ...fields, userId });
  const { fromAt, untilAt } = fields;
  const standIn = fields.standInId ? ref(User, fields.standInId) : null;
  if (known) applyChanges(known, { standIn, fromAt, untilAt });
  const row = known ?? tx.em.create(StandIn, { user: ref(User, userId), standIn, fromAt, untilAt });
  tx.audit({
    action: known ? "standIn.updated" : "standIn.created",
    targetType: "User",
    targetId: userId,
    after: { standInId: standIn?.id ?? null, fromAt, untilAt },
  });
  return row;
}

async function check(tx: Tx, { id, userId, standInId, fromAt, untilAt }: StandInFields): Promise<void> {
  if (untilAt <= fromAt)
    throw failure("OUT_OF_ORDER", "The end comes after the start.", "يجب أن تكون النهاية بعد البداية.", ["untilAt"]);
  if (standInId && !(await isFit(tx.em, userId, standInId)))
    throw failure(
      "UNKNOWN_STAND_IN",
      "Choose somebody else of the same hospital who is active.",
      "اختر شخصًا آخر من المستشفى نفسه حسابه نشط.",
      ["standInId"],
    );
  const others = {
    user: userId,
    fromAt: { $lt: untilAt },
    untilAt: { $gt: fromAt },
    ...(id ? { id: { $ne: id } } : {}),
  };
  if ((await tx.em.count(StandIn, others)) > 0)
    throw failure("OVERLAPS", "Another absence is entered for this time.", "سُجّل غياب آخر في هذه الفترة.", ["fromAt"]);
}

async function isFit(em: EntityManager, userId: string, standInId: string): Promise<boolean> {
  return (await sql(em, `${colleagues} and u.id = $2`, [userId, standInId])).length > 0;
}

export async function deleteStandIn(tx: Tx, editor: LeaveEditor, id: string): Promise<void> {
  const row = await tx.em.findOne(StandIn, { id });
  if (!row) throw notFound();
  await assertMayEnter(tx.em, editor, row.user.id);
  const { fromAt, untilAt } = row;
  tx.audit({ action: "standIn.deleted", targetType: "User", targetId: row.user.id, before: { fromAt, untilAt } });
  tx.em.remove(row);
}

const shownPeople = 20;

/** SLA-18: whose leave the scope lets one enter, by their names. */
export async function peopleToEnter(
  em: EntityManager,
  scope: Scope,
  { search, ids }: { readonly search: string; readonly ids?: readonly string[] | undefined },
): Promise<string[]> {
  const named = ids ? { id: { $in: [...ids] } } : { isActive: true };
  const people = await em.find(
    User,
    {
      $and: [
        peopleWithin(scope),
        named,
        { kind: UserKind.PERSON },
        searchCondition(["name_en", "name_ar"], search) ?? {},
      ],
    },
    { ...unfiltered, fields: ["id"], orderBy: { nameEn: "asc", id: "asc" }, limit: shownPeople },
  );
  return people.map(({ id }) => id);
}

/** SLA-18: colleagues of $1, in the same hospitals or over the whole group. */
const colleagues = `with place as (
    select r.user_id, r.scope_type, coalesce(r.hospital_id, d.hospital_id) as hospital_id
      from role_assignment r left join department d on d.id = r.department_id)
  select u.id from app_user u
   where u.is_active and u.kind = 'PERSON' and u.id <> $1
     and exists (select 1 from place theirs join place own on own.user_id = $1
                  where theirs.user_id = u.id
                    and (theirs.scope_type = 'GROUP' or own.scope_type = 'GROUP' or theirs.hospital_id = own.hospital_id))`;

export async function colleaguesOf(em: EntityManager, userId: string, search: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    em,
    `${colleagues} and fold_text(u.name_en || ' ' || u.name_ar) like all($2::text[]) order by u.name_en, u.id limit $3`,
    [userId, wordsOf(foldText(search)).map(containing), shownPeople],
  );
  return rows.map(({ id }) => id);
}
