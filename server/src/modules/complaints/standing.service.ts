import type { EntityManager, FilterQuery } from "@mikro-orm/postgresql";
import { Complaint } from "./complaint.entity.ts";
import { complaintCondition, type ComplaintFilter } from "./complaint.filter.ts";

export interface ComplaintStanding {
  readonly open: number;
  readonly overdue: number;
}

/** CM-18: how many are open and overdue; the list finds just these with `isOpen` and `isOverdue`. */
export async function complaintStanding(
  em: EntityManager,
  filter: Pick<ComplaintFilter, "hospitalId" | "departmentId">,
  now: Date,
): Promise<ComplaintStanding> {
  const count = (one: ComplaintFilter) => em.count(Complaint, complaintCondition(one, { now, userId: null }));
  return { open: await count({ ...filter, isOpen: true }), overdue: await count({ ...filter, isOverdue: true }) };
}

/** The same at an earlier moment, of what was registered by then; a deadline that moved since counts where it is now. */
export async function complaintStandingAt(
  em: EntityManager,
  filter: Pick<ComplaintFilter, "hospitalId" | "departmentId">,
  then: Date,
): Promise<ComplaintStanding> {
  const where = (more: object) =>
    ({
      $and: [
        complaintCondition(filter, { now: then, userId: null }),
        { createdAt: { $lte: then }, $or: [{ closedAt: null }, { closedAt: { $gt: then } }] },
        more,
      ],
    }) as FilterQuery<Complaint>;
  return {
    open: await em.count(Complaint, where({})),
    overdue: await em.count(Complaint, where({ dueAt: { $lt: then } })),
  };
}
