import { failure, type Tx } from "../core/index.ts";
import { hashPassword, minPasswordLength, verifyPassword } from "./password.rules.ts";
import { User } from "./user.entity.ts";
import { endSessions } from "./user-session.service.ts";

/** AC-7: the current password is asked for, and every other log-in ends. */
export async function changePassword(
  tx: Tx,
  userId: string,
  sessionId: string | undefined,
  current: string,
  next: string,
): Promise<User> {
  const user = await tx.em.findOneOrFail(User, { id: userId });
  if (!(await verifyPassword(current, user.passwordHash))) {
    throw failure("WRONG_CREDENTIALS", "The current password is not right.", "كلمة المرور الحالية غير صحيحة.", [
      "currentPassword",
    ]);
  }
  assertGoodPassword(next, ["newPassword"]);
  user.passwordHash = await hashPassword(next);
  await endSessions(tx, userId, { except: sessionId ?? userId }, "PASSWORD");
  tx.audit({ action: "user.passwordChanged", targetType: "User", targetId: userId });
  return user;
}

export function assertGoodPassword(password: string, field: readonly string[]): void {
  if ([...password].length >= minPasswordLength) return;
  throw failure(
    "PASSWORD_TOO_SHORT",
    `Use at least ${minPasswordLength} characters.`,
    `استخدم ${minPasswordLength} أحرف على الأقل.`,
    field,
  );
}
