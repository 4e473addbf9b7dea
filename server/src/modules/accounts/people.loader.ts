import { byId, loader, sql, unscoped, type Language, type RequestContext } from "../core/index.ts";
import { maskEmail } from "../organizations/index.ts";
import { User, type UserKind } from "./user.entity.ts";

type NameRow = Pick<User, "id" | "nameAr" | "nameEn" | "email" | "isActive" | "version" | "createdAt" | "updatedAt"> & {
  readonly kind: UserKind;
  readonly language: Language;
};

/**
 * Whoever sees a case sees who is on it. Users are loaded without their scope, therefore by name only: the
 * e-mail masked, no log-in time, no roles. What the caller may see of users anyway comes whole.
 */
export async function loadPeople(context: RequestContext, ids: readonly string[]): Promise<Map<string, User>> {
  const known = context.may("user.read")
    ? byId(await context.reader("user.read").find(User, { id: { $in: [...ids] } }))
    : new Map<string, User>();
  const others = ids.filter((id) => !known.has(id));
  if (others.length === 0) return known;
  const rows = await sql<NameRow>(
    unscoped(context),
    `select id, name_ar as "nameAr", name_en as "nameEn", email, is_active as "isActive", kind, language, version,
            created_at as "createdAt", updated_at as "updatedAt"
       from app_user where id = any($1)`,
    [others],
  );
  return new Map([...known, ...rows.map((row): [string, User] => [row.id, nameOnly(row)])]);
}

function nameOnly(row: NameRow): User {
  const dates = { createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt), lastLoginAt: null };
  return { ...row, ...dates, email: maskEmail(row.email) } as unknown as User;
}

export const personOf = loader<User | null>(loadPeople, null);

export const personBehind = (
  context: RequestContext,
  reference: { readonly id: string } | null | undefined,
): Promise<User | null> | null => (reference ? personOf(context, reference.id) : null);
