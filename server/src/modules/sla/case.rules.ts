/**
 * SLA-6, PX-9: overdue is a matter of times, not of whether a job looked. It is said of what is open; what has ended keeps its miss.
 * The very moment of the deadline still keeps it. What rests is due only if it was late before.
 */
export function isOverdue(one: { readonly dueAt?: Date | null; readonly closedAt?: Date | null }, now: Date): boolean {
  return one.closedAt == null && one.dueAt != null && now > one.dueAt;
}
