/** One line of the audit trail (F1.6, F2.3). Never put a patient's identity into `before` or `after`: name the fields that changed. */
export interface AuditEntry {
  /** `thing.verb` in the past, e.g. action.assigned. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId?: string | null;
  readonly hospitalId?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
}
