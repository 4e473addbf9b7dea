import { departmentPath, type Directory } from "../accounts/index.ts";
import { sql, type Tx } from "../core/index.ts";
import { NotificationPurpose } from "../notifications/index.ts";
import { loadDirectory } from "./action-directory.ts";
import { loadRoutingRules, type RoutingRow } from "./action-configuration.ts";
import { record } from "./action-history.ts";
import { tell } from "./action-notices.ts";
import { ownerFor, type Availability } from "./assignment.rules.ts";
import { loadAvailability } from "./availability.ts";
import type { OpenActionRequest } from "./open-action.request.ts";
import { insertChecks, type GivenChecklist } from "./px-action-check.rows.ts";
import { actionClocks } from "./px-action.clocks.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionLogKind, PxActionStatus, RoutingTarget } from "./px-action.enums.ts";
import { insertActions, type NewAction } from "./px-action.rows.ts";
import { pickRoutingRule } from "./routing.rules.ts";

interface Configuration {
  readonly directory: Directory;
  readonly availability: Availability;
  readonly routing: readonly RoutingRow[];
}

/**
 * Opens actions: deadline by the SLA engine (PX-8), owner by the routing rules (PX-3, PX-4). What is open already for the
 * same source stays as it is (PX-1). Returns those that were opened now.
 */
export async function openPxActions(tx: Tx, requests: readonly OpenActionRequest[]): Promise<PxAction[]> {
  if (requests.length === 0) return [];
  const configuration: Configuration = {
    directory: await loadDirectory(tx.em, [...new Set(requests.map((request) => request.hospitalId))]),
    availability: await loadAvailability(tx),
    routing: await loadRoutingRules(tx.em),
  };
  const timeZones = await loadTimeZones(tx, requests);
  const rows = requests.map((request) =>
    plan(configuration, request, timeZones.get(request.hospitalId) ?? "UTC", tx.now),
  );
  const ids = await insertActions(tx, rows);
  if (ids.length === 0) return [];
  const opened = await tx.em.find(PxAction, { id: { $in: ids } }, { orderBy: { reference: "asc" }, filters: false });
  await actionClocks.start(tx, ...opened);
  const checklists = await insertChecks(tx, opened);
  for (const action of opened) describe(tx, action, checklists.get(action.id));
  await tell(
    tx,
    opened.flatMap((action) =>
      action.assignee ? [{ action, purpose: NotificationPurpose.ACTION_ASSIGNED, userIds: [action.assignee.id] }] : [],
    ),
  );
  return opened;
}

function plan(
  { directory, availability, routing }: Configuration,
  request: OpenActionRequest,
  timeZone: string,
  now: Date,
): NewAction {
  const { hospitalId, priority, source } = request;
  const path = departmentPath(directory, request.departmentId);
  const stageCode = request.stageCode ?? null;
  const route = request.assigneeId
    ? null
    : pickRoutingRule(routing, { hospitalId, departmentPath: path, source, stageCode, priority });
  const assigneeId = request.assigneeId ?? (route ? ownerFor(directory, request, route, availability) : null);
  // Counted at once, so that the actions of one batch are spread as well.
  if (assigneeId) directory.openCounts.set(assigneeId, (directory.openCounts.get(assigneeId) ?? 0) + 1);
  return {
    ...request,
    assigneeId,
    routingRuleId: route?.id ?? null,
    routingRuleName: route ? { en: route.nameEn, ar: route.nameAr } : null,
    routingTarget: route?.target ?? null,
    year: Number(new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone, year: "numeric" }).format(now)),
  };
}

/** PX-13: the first lines of its history. */
function describe(tx: Tx, action: PxAction, checklist: GivenChecklist | undefined): void {
  const { reference, source, sourceId, priority, dueAt } = action;
  record(tx, action, {
    kind: PxActionLogKind.CREATED,
    audit: "pxAction.created",
    change: "CREATED",
    toStatus: PxActionStatus.OPEN,
    assigneeId: action.assignee?.id,
    note: action.assignee ? null : action.routingTarget === RoutingTarget.QUEUE ? "QUEUED" : "UNROUTABLE",
    after: {
      reference,
      source,
      sourceId,
      priority,
      dueAt,
      routingRuleId: action.routingRule?.id ?? null,
      assigneeId: action.assignee?.id ?? null,
      ...checklist,
    },
  });
}

async function loadTimeZones(tx: Tx, requests: readonly OpenActionRequest[]): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; timeZone: string }>(
    tx.em,
    `select id, time_zone as "timeZone" from hospital where id = any($1)`,
    [requests.map((request) => request.hospitalId)],
  );
  return new Map(rows.map((row) => [row.id, row.timeZone]));
}
