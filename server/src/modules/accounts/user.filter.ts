import type { FilterQuery } from "@mikro-orm/core";
import { searchCondition } from "../core/index.ts";
import type { UserFilter } from "./user.inputs.ts";
import { noPassword, UserStatus, type User } from "./user.entity.ts";

const inStatus = (status: UserStatus, now: Date): FilterQuery<User> => {
  switch (status) {
    case UserStatus.INACTIVE:
      return { isActive: false };
    case UserStatus.INVITED:
      return { isActive: true, passwordHash: noPassword };
    case UserStatus.LOCKED:
      return { isActive: true, passwordHash: { $ne: noPassword }, lockedUntil: { $gt: now } };
    case UserStatus.ACTIVE:
      return {
        isActive: true,
        passwordHash: { $ne: noPassword },
        $or: [{ lockedUntil: null }, { lockedUntil: { $lte: now } }],
      };
  }
};

/** The one meaning of a filter of users: for the list, its count and its export. */
export function userCondition(filter: UserFilter | null | undefined, now: Date): FilterQuery<User> {
  const all: FilterQuery<User>[] = [];
  const searched = searchCondition(["email::text", "name_en", "name_ar"], filter?.search);
  if (searched) all.push(searched);
  if (filter?.role) all.push({ roles: { $some: { role: { $in: filter.role } } } });
  if (filter?.kind) all.push({ kind: filter.kind });
  if (filter?.isActive != null) all.push({ isActive: filter.isActive });
  if (filter?.hospitalId) all.push({ homeHospitalIds: { $overlap: filter.hospitalId } });
  if (filter?.status) all.push({ $or: filter.status.map((status) => inStatus(status, now)) });
  return all.length > 0 ? ({ $and: all } as FilterQuery<User>) : {};
}
