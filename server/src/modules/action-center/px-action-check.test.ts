import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { newId, sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { openPxActions } from "./open-actions.service.ts";
import { PxActionPriority, PxActionSource } from "./px-action.enums.ts";

const fields = `id status hindrances { code message } abilities { canTick canRequestApproval }
  checks { id position textEn isRequired tickedAt tickedBy { nameEn } } log { kind actor { nameEn } check { textEn } }`;
interface Action {
  id: string;
  status: string;
  hindrances: { code: string; message: string }[];
  abilities: { canTick: boolean; canRequestApproval: boolean };
  checks: {
    id: string;
    textEn: string;
    isRequired: boolean;
    tickedAt: string | null;
    tickedBy: { nameEn: string } | null;
  }[];
  log: { kind: string; actor: { nameEn: string } | null; check: { textEn: string } | null }[];
}
interface Problems {
  userErrors: { code: string; message: string; field: string[] | null }[];
}

describe("PX-24: the checklist of an action", () => {
  let server: TestServer;
  let hospital: Hospital;
  let other: Hospital;
  let ward: Department;
  const clients: Record<string, TestClient> = {};
  const names: Record<string, string> = {};
  const emails: Record<string, string> = {};

  beforeAll(async () => {
    server = await startTestServer();
    const users = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      other = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      return {
        admin: await buildUser(tx, { role: Role.PX_ADMIN }),
        nurse: await buildUser(tx, { role: Role.STAFF, hospital, department: ward }),
        coordinator: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        second: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        stranger: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital: other }),
      };
    });
    for (const [name, user] of Object.entries(users)) {
      clients[name] = await server.signIn(user.email);
      names[name] = user.nameEn;
      emails[name] = user.email;
    }
  });
  afterAll(() => server.close());

  const as = (name: string) => clients[name] as TestClient;
  async function run<Payload extends Problems>(who: string, mutation: string, input: object, selection: string) {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await as(who).query<Record<string, Payload>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code message field } } }`,
      { input },
    );
    return { ...(data?.[mutation] as Payload), code: errors?.[0]?.extensions?.code };
  }
  const act = (who: string, mutation: string, input: object) =>
    run<Problems & { pxAction: Action | null }>(who, mutation, input, `pxAction { ${fields} }`);
  const save = (source: PxActionSource, items: object[], given: object = {}) =>
    run<Problems & { actionChecklist: { id: string; version: number } | null }>(
      "admin",
      "saveActionChecklist",
      { source, items, ...given },
      "actionChecklist { id version }",
    );
  const item = (text: string, given: object = {}) => ({ textEn: text, textAr: `بند ${text}`, ...given });
  const open = (given: Parameters<typeof buildPxAction>[1] = {}) =>
    server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, ...given }));
  const read = async (who: string, id: string) =>
    (await as(who).query<{ pxAction: Action }>(`query ($id: ID!) { pxAction(id: $id) { ${fields} } }`, { id })).data
      ?.pxAction as Action;
  const trail = (id: string) =>
    server.kernel.tx((tx) =>
      sql<{ action: string; actor: string }>(
        tx.em,
        `select action, actor_label as actor from audit_event where target_id = $1 and action like 'pxAction.check%' order by id`,
        [id],
      ),
    );

  it("PX-24, PX-6: approval waits for every required item; each tick is told with who and when", async () => {
    await save(PxActionSource.MANUAL, [
      item("Patient called back"),
      item("Cause written down"),
      item("Team told", { isRequired: false }),
      item("Director told", { fromPriority: "CRITICAL" }),
      item("Old item", { isActive: false }),
    ]);
    const { id } = await open({ priority: PxActionPriority.HIGH });
    const fresh = await read("nurse", id);
    expect(fresh.checks.map(({ textEn, isRequired, tickedAt }) => [textEn, isRequired, tickedAt])).toEqual([
      ["Patient called back", true, null],
      ["Cause written down", true, null],
      ["Team told", false, null],
    ]);
    const [called, cause] = fresh.checks;
    await act("nurse", "changePxActionStatus", { id, status: "IN_PROGRESS" });
    const refused = await act("nurse", "requestPxActionApproval", { id });
    expect(refused.userErrors).toEqual([
      {
        code: "CHECKLIST_INCOMPLETE",
        message: "Still open in the checklist: “Patient called back”, “Cause written down”.",
        field: null,
      },
    ]);

    const ticked = await act("nurse", "tickPxActionEvidence", { id: called?.id, isTicked: true });
    expect(ticked.pxAction?.checks[0]).toMatchObject({ tickedBy: { nameEn: names["nurse"] } });
    expect(Date.now() - Date.parse(ticked.pxAction?.checks[0]?.tickedAt ?? "")).toBeLessThan(60_000);
    expect((await read("nurse", id)).hindrances).toEqual([
      { code: "CHECKLIST_INCOMPLETE", message: "Still open in the checklist: “Cause written down”." },
    ]);
    // What stands so already is told once.
    await act("coordinator", "tickPxActionEvidence", { id: called?.id, isTicked: true });
    await act("coordinator", "tickPxActionEvidence", { id: called?.id, isTicked: false });
    await act("nurse", "tickPxActionEvidence", { id: called?.id, isTicked: true });
    await act("nurse", "tickPxActionEvidence", { id: cause?.id, isTicked: true });
    expect(await trail(id)).toEqual([
      { action: "pxAction.checkTicked", actor: emails["nurse"] },
      { action: "pxAction.checkOpened", actor: emails["coordinator"] },
      { action: "pxAction.checkTicked", actor: emails["nurse"] },
      { action: "pxAction.checkTicked", actor: emails["nurse"] },
    ]);

    const asked = (await act("coordinator", "requestPxActionApproval", { id })).pxAction;
    expect(asked).toMatchObject({ status: "PENDING_APPROVAL", abilities: { canTick: false } });
    expect(asked?.log.filter((line) => line.check).map((line) => [line.kind, line.check?.textEn])).toEqual([
      ["CHECK_TICKED", "Patient called back"],
      ["CHECK_OPENED", "Patient called back"],
      ["CHECK_TICKED", "Patient called back"],
      ["CHECK_TICKED", "Cause written down"],
    ]);
    expect((await act("nurse", "tickPxActionEvidence", { id: cause?.id, isTicked: false })).userErrors[0]?.code).toBe(
      "ILLEGAL_STATUS",
    );
    expect((await act("second", "approvePxAction", { id })).pxAction?.status).toBe("CLOSED");
  });

  it("PX-15, PX-7: why one can't approve is said before one tries, by the rule that would refuse", async () => {
    await save(PxActionSource.SOCIAL_MENTION, []);
    const { id } = await open({ source: PxActionSource.SOCIAL_MENTION });
    expect((await read("coordinator", id)).hindrances).toEqual([]);
    await act("coordinator", "changePxActionStatus", { id, status: "IN_PROGRESS" });
    await act("coordinator", "requestPxActionApproval", { id });
    expect((await read("coordinator", id)).hindrances.map(({ code }) => code)).toEqual(["FOUR_EYES"]);
    expect((await read("nurse", id)).hindrances).toEqual([{ code: "FORBIDDEN", message: "The PX team approves it." }]);
    expect((await read("second", id)).hindrances).toEqual([]);
  });

  it("PX-25: evidence and checklist are asked for at once, and the step is offered when both are there", async () => {
    await save(PxActionSource.MANUAL, [item("Called")], { version: 1 });
    const { id } = await open({ isEvidenceRequired: true });
    await act("nurse", "changePxActionStatus", { id, status: "IN_PROGRESS" });
    const lacking = ["EVIDENCE_REQUIRED", "CHECKLIST_INCOMPLETE"];
    const { userErrors } = await act("nurse", "requestPxActionApproval", { id });
    expect(userErrors.map(({ code }) => code)).toEqual(lacking);
    const bare = await read("nurse", id);
    expect(bare.hindrances).toEqual(userErrors.map(({ code, message }) => ({ code, message })));
    expect(bare.abilities.canRequestApproval).toBe(false);
    await act("nurse", "addPxActionEvidenceLink", { id, url: "https://example.org/call" });
    expect((await read("nurse", id)).abilities.canRequestApproval).toBe(false);
    await act("nurse", "tickPxActionEvidence", { id: bare.checks[0]?.id, isTicked: true });
    expect(await read("nurse", id)).toMatchObject({ hindrances: [], abilities: { canRequestApproval: true } });
  });

  describe("PX-26: what an approval rests on and the request for it wait for each other", () => {
    beforeAll(() => save(PxActionSource.KPI_BREACH, [item("Measured again")], { hospitalId: hospital.id }));
    const ready = async () => {
      const { id } = await open({ source: PxActionSource.KPI_BREACH });
      await act("nurse", "changePxActionStatus", { id, status: "IN_PROGRESS" });
      const check = { id: (await read("nurse", id)).checks[0]?.id };
      await act("nurse", "tickPxActionEvidence", { ...check, isTicked: true });
      return { id, check };
    };
    /** Holds the action as the other transaction does, until whoever comes meanwhile waits. */
    const meanwhile = async <Answer>(id: string, change: string, attempt: () => Promise<Answer>): Promise<Answer> => {
      const { answer } = await server.kernel.tx(async (tx) => {
        await sql(tx.em, "select 1 from px_action where id = $1 for update", [id]);
        await sql(tx.em, change, [id]);
        const begun = attempt();
        const waiters =
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        await vi.waitUntil(async () => (await sql(tx.em, waiters)).length > 0, { timeout: 5_000, interval: 20 });
        // Not awaited in here: it waits for this transaction.
        return { answer: begun };
      });
      return answer;
    };

    it("PX-26: a tick that is being taken back holds the request up, and refuses it", async () => {
      const { id } = await ready();
      const open = "update px_action_check set ticked_at = null, ticked_by_id = null where action_id = $1";
      const asked = await meanwhile(id, open, () => act("nurse", "requestPxActionApproval", { id }));
      expect(asked.userErrors.map(({ code }) => code)).toEqual(["CHECKLIST_INCOMPLETE"]);
      expect((await read("nurse", id)).status).toBe("IN_PROGRESS");
    });

    it("PX-26: a request that is being made holds the tick up, and its check stands", async () => {
      const { id, check } = await ready();
      const ask = "update px_action set status = 'PENDING_APPROVAL' where id = $1";
      const opened = await meanwhile(id, ask, () =>
        act("nurse", "tickPxActionEvidence", { ...check, isTicked: false }),
      );
      expect(opened.userErrors.map(({ code }) => code)).toEqual(["ILLEGAL_STATUS"]);
      expect((await read("nurse", id)).checks[0]?.tickedAt).not.toBeNull();
    });
  });

  it("PX-24: an action keeps the items it was opened with; a hospital's own list counts for the next", async () => {
    const first = await save(PxActionSource.CALL_RATING, [item("Of the group")]);
    const before = await open({ source: PxActionSource.CALL_RATING });
    const texts = async (id: string) => (await read("admin", id)).checks.map(({ textEn }) => textEn);
    const own = await save(PxActionSource.CALL_RATING, [item("Of the house")], { hospitalId: hospital.id });
    const [after, elsewhere] = [
      await open({ source: PxActionSource.CALL_RATING }),
      await open({ source: PxActionSource.CALL_RATING, hospital: other, department: null }),
    ];
    expect([await texts(before.id), await texts(after.id), await texts(elsewhere.id)]).toEqual([
      ["Of the group"],
      ["Of the house"],
      ["Of the group"],
    ]);
    const [created] = await server.kernel.tx((tx) =>
      sql<{ after: object }>(
        tx.em,
        "select after from audit_event where target_id = $1 and action = 'pxAction.created'",
        [after.id],
      ),
    );
    expect(created?.after).toMatchObject({ checklistId: own.actionChecklist?.id, checklistVersion: 1, checks: 1 });
    await save(PxActionSource.CALL_RATING, [], { hospitalId: hospital.id, version: 1 });
    expect(await texts((await open({ source: PxActionSource.CALL_RATING })).id)).toEqual([]);
    expect((await save(PxActionSource.CALL_RATING, [], { hospitalId: hospital.id, version: 1 })).code).toBe("CONFLICT");
    await run("admin", "deleteActionChecklist", { id: own.actionChecklist?.id }, "deletedId");
    expect(await texts((await open({ source: PxActionSource.CALL_RATING })).id)).toEqual(["Of the group"]);
    expect(first.actionChecklist?.version).toBe(1);
    const bad = await save(PxActionSource.CALL_RATING, [item("ok"), { textEn: "x", textAr: " " }], { version: 1 });
    expect(bad.userErrors).toMatchObject([{ code: "REQUIRED", field: ["items", "1", "textAr"] }]);
  });

  it("PX-24, P2: only who works on actions of the place ticks; elsewhere there is no such item", async () => {
    await save(PxActionSource.KPI_BREACH, [item("Measured again")]);
    const { id } = await open({ source: PxActionSource.KPI_BREACH });
    const [check] = (await read("nurse", id)).checks;
    const input = { id: check?.id, isTicked: true };
    expect((await act("stranger", "tickPxActionEvidence", input)).code).toBe("NOT_FOUND");
    expect((await read("nurse", id)).checks[0]?.tickedAt).toBeNull();
  });

  it("PX-24: of several who tick at the same moment one does, and the history says it once", async () => {
    await save(PxActionSource.RESOLUTION_SURVEY, [item("Called")]);
    const { id } = await open({ source: PxActionSource.RESOLUTION_SURVEY });
    const input = { id: (await read("nurse", id)).checks[0]?.id, isTicked: true };
    const who = ["nurse", "coordinator", "second", "nurse", "coordinator", "second"];
    const answers = await Promise.all(who.map((name) => act(name, "tickPxActionEvidence", input)));
    expect(answers.map(({ userErrors, code }) => [userErrors, code])).toEqual(who.map(() => [[], undefined]));
    expect((await trail(id)).map(({ action }) => action)).toEqual(["pxAction.checkTicked"]);
  });

  it("PX-24, PX-21: in bulk an incomplete one fails by itself, with what is missing", async () => {
    await save(PxActionSource.COMPLAINT, [item("Family told")]);
    const [whole, lacking] = [
      await open({ source: PxActionSource.COMPLAINT }),
      await open({ source: PxActionSource.COMPLAINT }),
    ];
    for (const { id } of [whole, lacking]) {
      await act("nurse", "changePxActionStatus", { id, status: "IN_PROGRESS" });
      await act("nurse", "tickPxActionEvidence", { id: (await read("nurse", id)).checks[0]?.id, isTicked: true });
      await act("nurse", "requestPxActionApproval", { id });
    }
    // As two people at the same moment could leave it: one asks while the other takes the tick back.
    await server.kernel.tx((tx) =>
      sql(tx.em, "update px_action_check set ticked_at = null, ticked_by_id = null where action_id = $1", [lacking.id]),
    );
    const answer = await run<Problems & { run: { id: string; done: number; failed: number } }>(
      "second",
      "approveActionsBulk",
      { ids: [whole.id, lacking.id] },
      "run { id done failed }",
    );
    expect(answer.run).toMatchObject({ done: 1, failed: 1 });
    const failures = await server.kernel.tx((tx) =>
      sql(tx.em, `select target_id as id, code from bulk_row where run_id = $1 and state = 'FAILED'`, [answer.run.id]),
    );
    expect(failures).toEqual([{ id: lacking.id, code: "CHECKLIST_INCOMPLETE" }]);
  });

  it("PX-24: many actions get their items by a fixed number of statements, and show them so", async () => {
    await save(PxActionSource.STAGE_SURVEY, [item("One"), item("Two")]);
    const opening = (count: number) =>
      statementsOf(() =>
        server.kernel.tx((tx) =>
          openPxActions(
            tx,
            Array.from({ length: count }, () => ({
              source: PxActionSource.STAGE_SURVEY,
              sourceId: newId(),
              hospitalId: hospital.id,
              departmentId: ward.id,
              priority: PxActionPriority.HIGH,
              title: { en: "Many", ar: "كثير" },
              isEvidenceRequired: false,
              startedAt: tx.now,
            })),
          ),
        ),
      );
    const checksIn = (statements: string[]) =>
      statements.filter((text) => /px_action_check|action_checklist/.test(text));
    expect(checksIn(await opening(2))).toHaveLength(2);
    expect(checksIn(await opening(40))).toHaveLength(2);
    const page = (first: number) =>
      statementsOf(() =>
        as("coordinator").query(
          `query ($source: [PxActionSource!]) { pxActions(first: ${first}, filter: { source: $source }) { nodes { ${fields} } } }`,
          { source: ["STAGE_SURVEY"] },
        ),
      );
    expect((await page(30)).length).toBe((await page(2)).length);
  });
});
