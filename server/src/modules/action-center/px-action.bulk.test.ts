import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf } from "../../access/testing/exports.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { watch } from "../../testing/live-client.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { openJson, runBulkRunTick, sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import type { PxAction } from "./px-action.entity.ts";
import { PxActionStatus } from "./px-action.enums.ts";

interface Run {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly notPermitted: number;
  readonly isFinished: boolean;
}
interface Bulk {
  readonly preview: object | null;
  readonly run: Run | null;
  readonly userErrors: readonly { code: string; field: string[] | null }[];
}
const answer = `{
  preview { total willChange notApplicable notPermitted }
  run { id kind title total done failed notPermitted isFinished }
  userErrors { code field }
}`;
const mutations = {
  assign: `mutation ($input: AssignActionsBulkInput!) { bulk: assignActionsBulk(input: $input) ${answer} }`,
  status: `mutation ($input: ChangeActionsStatusBulkInput!) { bulk: changeActionsStatusBulk(input: $input) ${answer} }`,
  approve: `mutation ($input: ApproveActionsBulkInput!) { bulk: approveActionsBulk(input: $input) ${answer} }`,
  reject: `mutation ($input: RejectActionsBulkInput!) { bulk: rejectActionsBulk(input: $input) ${answer} }`,
  escalate: `mutation ($input: EscalateActionsBulkInput!) { bulk: escalateActionsBulk(input: $input) ${answer} }`,
};

describe("CO-16, CO-17, CO-18, PX-18: many actions at once", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let nurse: User;
  let other: Hospital;
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    const users = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      other = await buildHospital(tx);
      nurse = await buildUser(tx, { role: Role.STAFF, hospital, department: ward });
      return {
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward }),
        admin: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital }),
        coordinator: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        second: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        executive: await buildUser(tx, { role: Role.EXECUTIVE, hospital }),
      };
    });
    for (const [name, user] of Object.entries(users)) clients[name] = await server.signIn(user.email);
  });
  afterAll(() => server.close());

  const open = (given: Parameters<typeof buildPxAction>[1] = {}) =>
    server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, ...given }));
  async function bulk(who: string, what: keyof typeof mutations, input: object) {
    const client = clients[who] as TestClient;
    const { data, errors } = await client.query<{ bulk: Bulk }>(mutations[what], { input });
    return { ...data?.bulk, code: errors?.[0]?.extensions?.code };
  }
  const stateOf = async (action: PxAction) =>
    (
      await server.kernel.tx((tx) =>
        sql<{ status: string; owner: string | null; lines: string[] }>(
          tx.em,
          `select status, assignee_id as owner, (select array_agg(kind order by at, id) from px_action_log_entry l where l.action_id = a.id) as lines
             from px_action a where id = $1`,
          [action.id],
        ),
      )
    )[0];

  it("a preview counts what would happen, and changes nothing", async () => {
    const actions = [
      await open(),
      await open({ assignee: nurse }),
      await open({ status: PxActionStatus.IN_PROGRESS }),
      await open({ department: null }),
      await open({ hospital: other, department: null }),
    ];
    const ids = actions.map(({ id }) => id);
    const { preview, run } = await bulk("manager", "assign", { ids, assigneeId: nurse.id, isPreview: true });
    expect(run).toBeNull();
    // The manager's right ends at the ward: one action of the house and one of another house are not theirs.
    expect(preview).toEqual({ total: 5, willChange: 2, notApplicable: 1, notPermitted: 2 });
    expect((await stateOf(actions[0] as PxAction))?.owner).not.toBe(nurse.id);
  });

  it("CO-53, SLA-25: whoever gets many at once is told once how many were not theirs before; one is told by itself", async () => {
    const heir = await server.kernel.tx((tx) => buildUser(tx, { role: Role.STAFF, hospital, department: ward }));
    const told = () =>
      server.kernel.tx((tx) =>
        sql<{ key: string; count: string | null; mail: string | null; type: string }>(
          tx.em,
          `select u.title_key as key, u.parameters->>'count' as count, u.target_type as type,
                  (select string_agg(purpose, ' ' order by id) from notification n where n.user_id = $1) as mail
             from user_notification u where u.user_id = $1 order by u.id`,
          [heir.id],
        ),
      );
    const give = async (...actions: PxAction[]) => {
      const { run } = await bulk("manager", "assign", { ids: actions.map(({ id }) => id), assigneeId: heir.id });
      return run?.done;
    };
    const owned = await open({ assignee: heir });
    expect(await give(owned)).toBe(1);
    expect(await told()).toEqual([]);
    expect(await give(owned, await open(), await open(), await open())).toBe(4);
    const many = { key: "actionsAssigned", count: "3", type: "MyActions" };
    expect(await told()).toEqual([{ ...many, mail: "CASES_ASSIGNED" }]);
    await give(await open());
    const mail = "CASES_ASSIGNED ACTION_ASSIGNED";
    const one = { key: "actionAssigned", count: null, type: "PxAction" };
    expect(await told()).toEqual([
      { ...many, mail },
      { ...one, mail },
    ]);
  });

  it("up to 100 are done before the answer, each on its own: what one rule refuses does not hold up the others", async () => {
    const [fresh, started, foreign] = [
      await open(),
      await open({ status: PxActionStatus.IN_PROGRESS }),
      await open({ hospital: other, department: null }),
    ];
    const ids = [fresh.id, started.id, foreign.id, fresh.id];
    const { run, userErrors } = await bulk("manager", "status", { ids, status: "IN_PROGRESS" });
    expect(userErrors).toEqual([]);
    expect(run).toMatchObject({ total: 3, done: 1, failed: 1, notPermitted: 1, isFinished: true });
    expect((await stateOf(fresh))?.status).toBe("IN_PROGRESS");
    expect(await stateOf(foreign)).toMatchObject({ status: "OPEN" });
    const trail = await server.kernel.tx((tx) =>
      sql<{ action: string; actor: string; after: object }>(
        tx.em,
        `select action, actor_label as actor, after from audit_event where target_id = $1 or target_id = $2 order by id`,
        [run?.id, fresh.id],
      ),
    );
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["bulk.started", "pxAction.started", "bulk.finished"]),
    );
    expect(trail.find(({ action }) => action === "bulk.finished")?.after).toMatchObject({ done: 1, failed: 1 });

    const failures = await csvOf(server.url, clients["manager"] as TestClient, {
      list: "bulkFailures",
      filter: { runId: run?.id },
    });
    expect(failures.head).toEqual(["Reference", "Outcome", "Why"]);
    expect(failures.rows.map((row) => row.slice(0, 2))).toEqual([
      [started.reference, "Failed"],
      // What they don't see has no readable number.
      [foreign.id, "Not permitted"],
    ]);
    const strange = await csvOf(server.url, clients["admin"] as TestClient, {
      list: "bulkFailures",
      filter: { runId: run?.id },
    });
    expect(strange.rows).toEqual([]);
    const seen = await clients["admin"]?.query("query ($id: ID!) { bulkRun(id: $id) { id } }", { id: run?.id });
    expect(seen?.data).toEqual({ bulkRun: null });
  });

  it("P2: a filter means what the list shows; closing in bulk is no way around approval", async () => {
    await open({ titleEn: "By filter", status: PxActionStatus.PENDING_APPROVAL });
    const second = await open({ titleEn: "By filter" });
    await open({ titleEn: "By filter", hospital: other, department: null });
    const filter = { search: "By filter" };
    const closing = await bulk("admin", "status", { filter, status: "CLOSED", isPreview: true });
    expect(closing.preview).toEqual({ total: 2, willChange: 0, notApplicable: 2, notPermitted: 0 });
    const { run } = await bulk("admin", "escalate", { filter, reason: "Patients wait" });
    expect(run).toMatchObject({ total: 2, done: 2 });
    expect((await stateOf(second))?.lines).toContain("ESCALATED");
  });

  it("what is wrong for all is said at once; what is nobody's is not there", async () => {
    const { id } = await open();
    expect((await bulk("admin", "escalate", { ids: [id], reason: " " })).userErrors).toMatchObject([
      { code: "REASON_REQUIRED", field: ["reason"] },
    ]);
    expect((await bulk("admin", "escalate", { ids: [id], filter: {}, reason: "x" })).userErrors).toMatchObject([
      { code: "IDS_OR_FILTER" },
    ]);
    expect((await bulk("admin", "escalate", { filter: { search: "no such" }, reason: "x" })).userErrors).toMatchObject([
      { code: "NOTHING_MATCHES" },
    ]);
    const foreign = await open({ hospital: other, department: null });
    expect((await bulk("admin", "escalate", { ids: [foreign.id], reason: "x" })).code).toBe("NOT_FOUND");
    expect((await bulk("executive", "escalate", { ids: [id], reason: "x" })).code).toBe("FORBIDDEN");
  });

  it("PX-21: four eyes in bulk: what one asked for oneself is not permitted, the others are approved or sent back", async () => {
    const asked = async (who: string) => {
      const action = await open({ status: PxActionStatus.IN_PROGRESS });
      await clients[who]?.query(
        "mutation ($input: RequestPxActionApprovalInput!) { requestPxActionApproval(input: $input) { userErrors { code } } }",
        { input: { id: action.id } },
      );
      return action;
    };
    const [own, theirs, back] = [await asked("coordinator"), await asked("second"), await asked("second")];
    const working = await open({ status: PxActionStatus.IN_PROGRESS });
    const ids = [own.id, theirs.id, working.id];
    const { preview } = await bulk("coordinator", "approve", { ids, isPreview: true });
    expect(preview).toEqual({ total: 3, willChange: 1, notApplicable: 1, notPermitted: 1 });
    const { run } = await bulk("coordinator", "approve", { ids, note: "seen" });
    expect(run).toMatchObject({ total: 3, done: 1, failed: 1, notPermitted: 1, isFinished: true });
    expect([(await stateOf(own))?.status, (await stateOf(theirs))?.status]).toEqual(["PENDING_APPROVAL", "CLOSED"]);
    const failures = await csvOf(server.url, clients["coordinator"] as TestClient, {
      list: "bulkFailures",
      filter: { runId: run?.id },
    });
    expect(failures.rows[0]).toEqual([
      own.reference,
      "Not permitted",
      "Somebody else has to approve it: you asked for this approval.",
    ]);
    // One's own alone is told as such, not as if it were not there.
    expect((await bulk("coordinator", "approve", { ids: [own.id] })).run).toMatchObject({ done: 0, notPermitted: 1 });
    expect((await bulk("coordinator", "reject", { ids: [back.id], reason: "" })).userErrors).toMatchObject([
      { code: "REASON_REQUIRED" },
    ]);
    expect((await bulk("coordinator", "reject", { ids: [back.id], reason: "No photo" })).run).toMatchObject({
      done: 1,
    });
    expect((await stateOf(back))?.status).toBe("IN_PROGRESS");
    expect((await bulk("manager", "approve", { ids: [own.id] })).code).toBe("FORBIDDEN");
  });

  it("CO-18: a run, its failures and their file are its caller's only, also to those who may more", async () => {
    const actions = [await open(), await open({ status: PxActionStatus.IN_PROGRESS })];
    const { run } = await bulk("manager", "status", { ids: actions.map(({ id }) => id), status: "IN_PROGRESS" });
    expect(run).toMatchObject({ done: 1, failed: 1 });
    const { email } = await server.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN }));
    const group = await server.signIn(email);
    const filter = { runId: run?.id };
    const look = `query ($id: ID!) { bulkRun(id: $id) { id } bulkFailures(filter: { runId: $id }) { totalCount nodes { label } } }`;
    const file = async (client: TestClient) =>
      (await csvOf(server.url, client, { list: "bulkFailures", filter })).rows.length;
    for (const other of [group, clients["admin"], clients["second"]] as TestClient[]) {
      expect((await other.query(look, { id: run?.id })).data).toEqual({
        bulkRun: null,
        bulkFailures: { totalCount: 0, nodes: [] },
      });
      expect(await file(other)).toBe(0);
      const live = watch(server, other.accessToken, "subscription ($id: ID!) { bulkRunChanged(id: $id) { id } }", {
        id: run?.id,
      });
      await expect.poll(() => JSON.stringify(live.errors)).toContain("NOT_FOUND");
      await live.close();
    }
    expect((await clients["manager"]?.query(look, { id: run?.id }))?.data).toEqual({
      bulkRun: { id: run?.id },
      bulkFailures: { totalCount: 1, nodes: [{ label: actions[1]?.reference }] },
    });
    expect(await file(clients["manager"] as TestClient)).toBe(1);
  });

  it("CO-18: start, outcome and each row are audited; the reason is kept sealed, and all of it for 30 days", async () => {
    const reason = "Mrs Example of room 12 waits";
    const actions = [await open(), await open()];
    const { run } = await bulk("admin", "escalate", { ids: actions.map(({ id }) => id), reason });
    const ask = <Row extends object>(text: string, values: unknown[]) =>
      server.kernel.tx((tx) => sql<Row>(tx.em, text, values));
    const trail = await ask<{ action: string; target: string }>(
      "select action, target_id as target from audit_event where target_id = any($1) and action ~ '^bulk|escalated' order by action, target_id",
      [[run?.id, ...actions.map(({ id }) => id)]],
    );
    expect(trail).toEqual([
      { action: "bulk.finished", target: run?.id },
      { action: "bulk.started", target: run?.id },
      ...actions
        .map(({ id }) => ({ action: "pxAction.escalated", target: id }))
        .sort((a, b) => (a.target < b.target ? -1 : 1)),
    ]);
    const kept = () =>
      ask<{ all: string; args: Buffer }>(
        `select r::text || coalesce(string_agg(b::text, ' '), '') as all, r.args_sealed as args
           from bulk_run r left join bulk_row b on b.run_id = r.id where r.id = $1 group by r.id`,
        [run?.id],
      );
    const [row] = await kept();
    expect(row?.all).not.toContain(reason);
    expect(row?.all).not.toContain(Buffer.from(reason).toString("hex"));
    expect(openJson(server.kernel.cipher, row?.args as Buffer)).toEqual({ reason });

    const day = 86_400_000;
    const begun = Date.now();
    server.kernel.time = new Date(begun + 29 * day);
    await runBulkRunTick(server.kernel);
    expect(await kept()).toHaveLength(1);
    server.kernel.time = new Date(begun + 31 * day);
    await runBulkRunTick(server.kernel);
    expect(await kept()).toEqual([]);
    expect(await ask("select 1 from bulk_row where run_id = $1", [run?.id])).toEqual([]);
    expect(await ask("select 1 from audit_event where target_id = $1", [run?.id])).toHaveLength(2);
    server.kernel.time = new Date();
  });
});
