import { newId, sql, type Tx } from "../../modules/core/index.ts";
import { quietUntil } from "../../modules/notifications/index.ts";
import { levelAt } from "../../modules/sla/escalation.rules.ts";
import { SlaCaseKind, SlaTarget, SlaUnit } from "../../modules/sla/index.ts";
import type { NoticeLine } from "../history/action-record.ts";
import { plus } from "../day/clock.ts";
import type { Random } from "../random.ts";
import type { PastAction } from "./insert-actions.ts";
import { flatMapped, insertRows, mapped } from "./insert.ts";

/** A notice of the engine about an action, and when its recipient could be told. */
export interface PastNotice {
  readonly past: PastAction;
  readonly line: NoticeLine;
  readonly tellAfter: Date;
  /** Null while it waits; never sent when the action ended first. */
  readonly sentAt: Date | null;
}

/** SLA-11: notices wait for the end of the hospital's quiet hours. */
export async function noticesOf(tx: Tx, actions: readonly PastAction[]): Promise<PastNotice[]> {
  const rows = await sql<{ id: string; timeZone: string; from: string | null; to: string | null }>(
    tx.em,
    `select h.id, h.time_zone as "timeZone", s.quiet_from as "from", s.quiet_to as "to"
       from hospital h left join hospital_settings s on s.hospital_id = h.id`,
  );
  const quiet = new Map(rows.map((row) => [row.id, row]));
  return actions.flatMap((past) =>
    past.record.notices.map((line) => {
      const row = quiet.get(past.action.survey.visit.journey.hospitalId);
      const tellAfter = (row && quietUntil(line.at, row.timeZone, row.from, row.to)) ?? line.at;
      const end = past.record.closedAt ?? tx.now;
      return { past, line, tellAfter, sentAt: line.recipientId && tellAfter <= end ? tellAfter : null };
    }),
  );
}

/** What the SLA engine keeps of actions: cases, clocks, notices and what happened. */
export async function insertActionClocks(
  tx: Tx,
  random: Random,
  actions: readonly PastAction[],
  notices: readonly PastNotice[],
  labelOf: (userId: string) => string,
): Promise<void> {
  const clockIds = new Map(actions.map(({ action }) => [action.id, random.id(action.createdAt)]));
  const caseIds = new Map(actions.map(({ action }) => [action.id, random.id(action.createdAt)]));
  const caseOf = (id: string) => caseIds.get(id) ?? newId();
  await insertRows(
    tx,
    "sla_case",
    {
      id: "uuid",
      created_at: "timestamptz",
      kind: "text",
      case_id: "uuid",
      hospital_id: "uuid",
      department_id: "uuid",
      owner_id: "uuid",
      source: "text",
      priority: "text",
      category_path: "jsonb",
      reference: "text",
      started_at: "timestamptz",
      policy_version_id: "uuid",
      calendar_version_id: "uuid",
      ended_at: "timestamptz",
    },
    mapped(actions, ({ action, record, reference }) => ({
      id: caseOf(action.id),
      created_at: action.createdAt,
      kind: SlaCaseKind.ACTION,
      case_id: action.id,
      hospital_id: action.survey.visit.journey.hospitalId,
      department_id: action.survey.stage.departmentId,
      owner_id: record.assigneeId,
      source: "STAGE_SURVEY",
      priority: action.priority,
      category_path: "[]",
      reference,
      started_at: action.startedAt,
      policy_version_id: action.policyVersionId,
      calendar_version_id: action.calendarVersionId,
      ended_at: record.closedAt,
    })),
  );
  await insertRows(
    tx,
    "sla_clock",
    {
      id: "uuid",
      created_at: "timestamptz",
      sla_case_id: "uuid",
      target: "text",
      amount: "int",
      unit: "text",
      due_at: "timestamptz",
      remind_at: "timestamptz",
      reminded_at: "timestamptz",
      next_check_at: "timestamptz",
      met_at: "timestamptz",
      cancelled_at: "timestamptz",
      miss_minutes: "int",
      escalation_level: "smallint",
    },
    mapped(actions, (past) => ({
      id: clockIds.get(past.action.id) ?? newId(),
      created_at: past.action.createdAt,
      sla_case_id: caseOf(past.action.id),
      target: SlaTarget.RESOLVE,
      amount: past.action.minutes,
      unit: SlaUnit.MINUTES,
      due_at: past.action.dueAt,
      remind_at: past.action.reminderAt,
      reminded_at: past.record.remindedAt,
      next_check_at: nextCheck(past),
      met_at: past.record.status === "CLOSED" ? past.record.closedAt : null,
      cancelled_at: past.record.status === "CANCELLED" ? past.record.closedAt : null,
      miss_minutes: past.record.closeMissMinutes,
      escalation_level: past.record.escalationLevel,
    })),
  );
  await insertRows(
    tx,
    "sla_notice",
    {
      id: "uuid",
      created_at: "timestamptz",
      clock_id: "uuid",
      cycle: "smallint",
      kind: "text",
      level: "smallint",
      recipient_id: "uuid",
      at: "timestamptz",
      tell_after: "timestamptz",
      told_at: "timestamptz",
    },
    mapped(notices, ({ past: { action, record }, line, tellAfter, sentAt }) => ({
      id: random.id(line.at),
      created_at: line.at,
      clock_id: clockIds.get(action.id) ?? newId(),
      cycle: 0,
      kind: line.kind,
      level: line.level,
      recipient_id: line.recipientId,
      at: line.at,
      tell_after: tellAfter,
      told_at: sentAt ?? record.closedAt,
    })),
  );
  await insertRows(
    tx,
    "sla_history_entry",
    {
      id: "uuid",
      created_at: "timestamptz",
      sla_case_id: "uuid",
      kind: "text",
      target: "text",
      at: "timestamptz",
      due_after: "timestamptz",
      level: "smallint",
      recipient_id: "uuid",
      note: "text",
      actor_label: "text",
    },
    flatMapped(actions, (past) =>
      linesOf(past, labelOf).map((line) => ({
        id: random.id(line.at),
        created_at: line.at,
        sla_case_id: caseOf(past.action.id),
        level: null,
        recipient_id: null,
        note: null,
        target: null,
        due_after: null,
        ...line,
      })),
    ),
  );
}

function nextCheck({ action, record }: PastAction): Date | null {
  if (record.closedAt) return null;
  if (action.reminderAt && !record.remindedAt) return action.reminderAt;
  if (!record.notices.some(({ kind }) => kind === "BREACH")) return plus(action.dueAt, 1);
  const next = action.levels.find(({ level }) => level > record.escalationLevel);
  return next ? plus(levelAt(action.dueAt, next), 1) : null;
}

const kinds = { REMINDER: "REMINDED", BREACH: "BREACHED", ESCALATION: "ESCALATED" } as const;

function linesOf({ action, record }: PastAction, labelOf: (userId: string) => string) {
  const { dueAt, createdAt } = action;
  const target = SlaTarget.RESOLVE;
  const miss = record.closeMissMinutes ?? 0;
  const end = record.closedAt && {
    at: record.closedAt,
    actor_label: labelOf(record.approvedBy ?? action.team[0] ?? ""),
    ...(record.status === "CLOSED"
      ? { kind: "MET", target, due_after: dueAt, note: miss > 0 ? `LATE ${miss}` : null }
      : { kind: "CANCELLED" }),
  };
  return [
    { kind: "STARTED", at: createdAt, due_after: dueAt, actor_label: "outbox" },
    ...record.notices.map(({ kind, at, level, recipientId }) => ({
      kind: kind === "ESCALATION" && !recipientId ? "UNROUTABLE" : kinds[kind],
      at,
      target,
      due_after: kind === "ESCALATION" ? null : dueAt,
      level: kind === "ESCALATION" ? level : null,
      recipient_id: recipientId,
      actor_label: "sla-clocks",
    })),
    ...(end ? [end] : []),
  ];
}
