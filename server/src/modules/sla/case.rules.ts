/** SLA-6: overdue is computed from times; what is closed is not overdue any more. */
export function isOverdue(one: { readonly dueAt?: Date | null; readonly closedAt?: Date | null }, now: Date): boolean {
  return one.closedAt == null && one.dueAt != null && now > one.dueAt;
}
