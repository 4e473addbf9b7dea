import { findPage, nameCell, type ListColumn, type ListDefinition, type RequestContext } from "../core/index.ts";
import { roleTexts } from "./role-texts.ts";
import { rolesOf } from "./user-roles.loader.ts";
import { statusOf, User, UserStatus } from "./user.entity.ts";
import { userCondition } from "./user.filter.ts";
import type { UserFilter } from "./user.inputs.ts";

const statusTexts = {
  [UserStatus.ACTIVE]: { en: "Active", ar: "نشط" },
  [UserStatus.INVITED]: { en: "Invited", ar: "مدعو" },
  [UserStatus.LOCKED]: { en: "Resting", ar: "موقوف مؤقتًا" },
  [UserStatus.INACTIVE]: { en: "Inactive", ar: "غير نشط" },
} as const;

async function rolesCell(user: User, context: RequestContext): Promise<{ en: string; ar: string }> {
  const held = (await rolesOf(context, user.id)).map(({ role, department, hospital }) => {
    const place = nameCell(department?.getEntity() ?? hospital?.getEntity(), context);
    const { en, ar } = roleTexts[role].name;
    return place ? { en: `${en} (${place})`, ar: `${ar} (${place})` } : { en, ar };
  });
  return { en: held.map(({ en }) => en).join("; "), ar: held.map(({ ar }) => ar).join("؛ ") };
}

const columns: readonly ListColumn<User>[] = [
  {
    key: "nameAr",
    shownIn: "name",
    header: { en: "Name in Arabic", ar: "الاسم بالعربية" },
    value: (user) => user.nameAr,
  },
  {
    key: "nameEn",
    shownIn: "name",
    header: { en: "Name in English", ar: "الاسم بالإنجليزية" },
    value: (user) => user.nameEn,
  },
  {
    key: "status",
    header: { en: "Status", ar: "الحالة" },
    value: (user, context) => statusTexts[statusOf(user, context.kernel.clock())],
  },
  { key: "roles", header: { en: "Roles", ar: "الأدوار" }, value: rolesCell },
  { key: "email", header: { en: "E-mail", ar: "البريد الإلكتروني" }, value: ({ email }) => email },
  { key: "lastLogin", header: { en: "Last log-in", ar: "آخر دخول" }, value: ({ lastLoginAt }) => lastLoginAt },
];

export const userList: ListDefinition<User, UserFilter> = {
  name: "users",
  title: { en: "Users", ar: "المستخدمون" },
  permission: "user.read",
  filterType: "UserFilter",
  orderType: "UserOrder",
  page: (context, page, filter, order) =>
    findPage(
      context.reader("user.read"),
      User,
      userCondition(filter, context.kernel.clock()),
      order?.length ? order : [{ field: "nameEn", direction: "ASC" }],
      page,
    ),
  columns,
};
