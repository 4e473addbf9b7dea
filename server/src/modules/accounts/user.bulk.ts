import { failure, type BulkVerb } from "../core/index.ts";
import { manageableUser, reachesAll } from "./user-reach.ts";
import { isWaitingForInvitation, resendInvitation, selfRefusal, setUserActive } from "./user-admin.service.ts";
import { User, UserKind } from "./user.entity.ts";
import { userList } from "./user.list.ts";

const alsoElsewhere = () =>
  failure(
    "ALSO_ELSEWHERE",
    "This user also holds roles in places that you do not manage.",
    "لهذا المستخدم أدوار في جهات لا تديرها.",
  );

type Shared = Pick<BulkVerb<User>, "list" | "load" | "labelOf" | "permission" | "refusalFor">;

/** AC-12 counts row by row: who manages only one of a user's places is told so. */
const ofUsers: Shared = {
  list: userList as Shared["list"],
  permission: "user.manage",
  load: (em, ids) => em.find(User, { id: { $in: [...ids] } }, { populate: ["roles"] }),
  labelOf: ({ email }) => email,
  refusalFor: ({ roles }, { scope }) => (reachesAll(scope, roles.getItems()) ? null : alsoElsewhere()),
};

/** CO-46: many at once go through the same services as one, each user on their own. */
export const setUsersActiveVerb: BulkVerb<User, { isActive: boolean }> = {
  ...ofUsers,
  name: "user.setActive",
  title: { en: "Activate or deactivate users", ar: "تفعيل المستخدمين أو إيقافهم" },
  refusalFor(user, caller, { isActive }) {
    const isSelf = !isActive && user.id === caller.userId;
    return isSelf ? selfRefusal() : (ofUsers.refusalFor?.(user, caller, {}) ?? null);
  },
  isApplicable: (user, { isActive }) => user.kind === UserKind.PERSON && user.isActive !== isActive,
  async apply(tx, id, { isActive }) {
    const user = await manageableUser(tx, id);
    if (user.isActive !== isActive) await setUserActive(tx, id, isActive);
  },
};

export const resendInvitationsVerb: BulkVerb<User> = {
  ...ofUsers,
  name: "user.resendInvitation",
  title: { en: "Send invitations again", ar: "إعادة إرسال الدعوات" },
  isApplicable: isWaitingForInvitation,
  apply: (tx, id) => resendInvitation(tx, id),
};

export const userVerbs = [setUsersActiveVerb, resendInvitationsVerb] as const;
