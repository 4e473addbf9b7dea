import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { csvOf } from "../../access/testing/exports.ts";
import { Role } from "../accounts/index.ts";
import { scopedFork, sql, systemScope } from "../core/index.ts";
import type { Hospital } from "../organizations/index.ts";
import { buildHospital, buildInboundEvent, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import type { InboundEvent } from "./inbound-event.entity.ts";
import { mostNamed, searchProbe } from "./inbound-event.search.ts";
import { InboundEventStatus } from "./inbound-event.status.ts";

let server: TestServer;
let mine: Hospital;
let theirs: Hospital;
let admin: TestClient;
let local: TestClient;
let analyst: TestClient;
let events: Record<"mine" | "theirs" | "group" | "done", InboundEvent>;

const listed = "{ inboundEvents { totalCount nodes { id } } }";
interface Listed {
  inboundEvents: { totalCount: number; nodes: { id: string }[] };
}
const idsSeenBy = async (client: TestClient, filter = "") => {
  const { data, errors } = await client.query<Listed>(
    filter ? listed.replace("inboundEvents", `inboundEvents(filter: ${filter})`) : listed,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  expect(data.inboundEvents.totalCount).toBe(data.inboundEvents.nodes.length);
  return data.inboundEvents.nodes.map((node) => node.id);
};
const audited = (action: string) =>
  sql<{ target: string }>(
    server.kernel.orm.em.fork(),
    "select target_id as target from audit_event where action = $1 order by created_at, id",
    [action],
  );

beforeAll(async () => {
  server = await startTestServer();
  await server.kernel.tx(async (tx) => {
    [mine, theirs] = [await buildHospital(tx), await buildHospital(tx)];
    await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@test.px360.test" });
    await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: mine, email: "local@test.px360.test" });
    await buildUser(tx, { role: Role.ANALYST, email: "analyst@test.px360.test" });
    const dead = { status: InboundEventStatus.DEAD, attempts: 12, errorCode: "INTERNAL" };
    events = {
      mine: await buildInboundEvent(tx, {
        ...dead,
        hospital: mine,
        encounterId: "E-100",
        patientIdentifier: "MRN-7",
        payload: { patient: { name_en: "Sara" } },
      }),
      theirs: await buildInboundEvent(tx, { ...dead, hospital: theirs, encounterId: "E-100" }),
      group: await buildInboundEvent(tx, { ...dead, encounterId: "LAB-200", sourceSystem: "LAB", externalId: "50%_X" }),
      done: await buildInboundEvent(tx, { hospital: mine, status: InboundEventStatus.PROCESSED }),
    };
  });
  [admin, local, analyst] = (await Promise.all(
    ["admin", "local", "analyst"].map((name) => server.signIn(`${name}@test.px360.test`)),
  )) as [TestClient, TestClient, TestClient];
});
afterAll(() => server.close());

describe("P2: who sees which events", () => {
  it("lists and counts those of the own hospital only; events of no known hospital are the group's", async () => {
    expect(await idsSeenBy(admin)).toHaveLength(4);
    expect((await idsSeenBy(local)).sort()).toEqual([events.mine.id, events.done.id].sort());
    expect(await idsSeenBy(local, `{ encounterId: "E-100" }`)).toEqual([events.mine.id]);
    expect(await idsSeenBy(local, `{ hospitalId: ["${theirs.id}"] }`)).toEqual([]);
  });

  it("finds no other one by id", async () => {
    const one = (id: string) =>
      local.query<{ inboundEvent: unknown }>("query ($id: ID!) { inboundEvent(id: $id) { id hospital { code } } }", {
        id,
      });
    expect((await one(events.mine.id)).data?.inboundEvent).toEqual({
      id: events.mine.id,
      hospital: { code: mine.code },
    });
    for (const id of [events.theirs.id, events.group.id, "no-uuid", "019ab000-0000-7000-8000-000000000001"]) {
      expect(await one(id)).toEqual({ data: { inboundEvent: null } });
    }
  });

  it("filters and searches by what an integrator knows; a caller's % is a percent sign", async () => {
    expect(await idsSeenBy(admin, `{ status: [PROCESSED] }`)).toEqual([events.done.id]);
    expect(await idsSeenBy(admin, `{ sourceSystem: ["LAB"], eventCode: ["LAB_ORDER_COMPLETED"] }`)).toEqual([
      events.group.id,
    ]);
    expect(await idsSeenBy(admin, `{ patientIdentifier: " MRN-7" }`)).toEqual([events.mine.id]);
    expect(await idsSeenBy(admin, `{ search: "LAB-20" }`)).toEqual([events.group.id]);
    expect(await idsSeenBy(admin, `{ search: "50%_" }`)).toEqual([events.group.id]);
    expect(await idsSeenBy(admin, `{ search: "%" }`)).toEqual([]);
    expect(await idsSeenBy(admin, `{ receivedAt: { to: "2020-01-01T00:00:00Z" } }`)).toEqual([]);
  });
});

describe("IN-11: payloads", () => {
  const document = "query ($id: ID!) { inboundEvent(id: $id) { payload abilities { canReplay canSeePayload } } }";
  it("are shown with the permission only, and each reading is audited", async () => {
    const seen = await admin.query(document, { id: events.mine.id });
    expect(seen.data).toEqual({
      inboundEvent: { payload: { patient: { name_en: "Sara" } }, abilities: { canReplay: true, canSeePayload: true } },
    });
    const notLocal = await local.query(document, { id: events.mine.id });
    expect(notLocal.data).toEqual({
      inboundEvent: { payload: null, abilities: { canReplay: true, canSeePayload: false } },
    });
    const notAnalyst = await analyst.query(document, { id: events.mine.id });
    expect(notAnalyst.data).toEqual({
      inboundEvent: { payload: null, abilities: { canReplay: false, canSeePayload: false } },
    });
    expect((await audited("inboundEvent.payloadRead")).map((row) => row.target)).toEqual([events.mine.id]);
  });

  it("of a page are read in one go", async () => {
    await admin.query("{ inboundEvents { nodes { id payload hospital { code } } } }");
    expect(await audited("inboundEvent.payloadRead")).toHaveLength(5);
  });
});

describe("IN-12: replay", () => {
  const one =
    "mutation ($id: ID!) { replayInboundEvent(input: { id: $id }) { inboundEvent { status attempts errorCode } userErrors { code } } }";
  const many =
    "mutation ($input: ReplayInboundEventsBulkInput!) { bulk: replayInboundEventsBulk(input: $input) { preview { total willChange notApplicable notPermitted } run { id total done failed notPermitted isFinished } userErrors { code } } }";
  const bulk = async (client: TestClient, input: object) => {
    const { data, errors } = await client.query<{ bulk: { preview: object | null; run: { id: string } | null } }>(
      many,
      {
        input,
      },
    );
    return { ...data?.bulk, code: errors?.[0]?.extensions?.code };
  };

  it("puts a dead event back, audited; one that had its effect is refused", async () => {
    const replayed = await local.query(one, { id: events.mine.id });
    expect(replayed.data).toEqual({
      replayInboundEvent: { inboundEvent: { status: "RECEIVED", attempts: 0, errorCode: null }, userErrors: [] },
    });
    expect((await audited("inboundEvent.replayed")).map((row) => row.target)).toEqual([events.mine.id]);
    const refused = await local.query(one, { id: events.done.id });
    expect(refused.data).toEqual({
      replayInboundEvent: { inboundEvent: null, userErrors: [{ code: "NOT_REPLAYABLE" }] },
    });
  });

  it("reaches no event of another hospital, and nobody without the right", async () => {
    expect((await local.query(one, { id: events.theirs.id })).errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    expect((await analyst.query(one, { id: events.theirs.id })).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await bulk(local, { ids: [events.theirs.id, events.group.id] })).code).toBe("NOT_FOUND");
    expect((await bulk(analyst, { ids: [events.theirs.id] })).code).toBe("FORBIDDEN");
  });

  it("CO-16: many by ids: a preview counts, and what had its effect or is not theirs is a failure to download", async () => {
    const ids = [events.theirs.id, events.done.id, events.mine.id, events.group.id];
    await server.kernel.tx((tx) =>
      sql(tx.em, "update inbound_event set status = 'UNMATCHED' where id = $1", [events.mine.id]),
    );
    const { preview } = await bulk(local, { ids, isPreview: true });
    expect(preview).toEqual({ total: 4, willChange: 1, notApplicable: 1, notPermitted: 2 });
    expect(await audited("inboundEvent.replayed")).toHaveLength(1);
    const { run } = await bulk(local, { ids });
    expect(run).toMatchObject({ total: 4, done: 1, failed: 1, notPermitted: 2, isFinished: true });
    expect((await audited("inboundEvent.replayed")).map((row) => row.target)).toEqual([events.mine.id, events.mine.id]);
    const failures = await csvOf(server.url, local, { list: "bulkFailures", filter: { runId: run?.id } });
    expect(failures.rows.map((row) => row.slice(0, 2)).sort()).toEqual(
      [
        [`LAB_ORDER_COMPLETED ${events.done.encounterId}`, "Failed"],
        // What they don't see has no name.
        [events.theirs.id, "Not permitted"],
        [events.group.id, "Not permitted"],
      ].sort(),
    );
  });

  it("many by a filter: of what it finds, all that can be processed again, the oldest first", async () => {
    expect(await bulk(admin, { filter: { status: ["PROCESSED", "RECEIVED"] } })).toMatchObject({
      userErrors: [{ code: "NOTHING_MATCHES" }],
    });
    const { run } = await bulk(admin, { filter: { status: ["DEAD", "PROCESSED"] } });
    expect(run).toMatchObject({ total: 2, done: 2, failed: 0, notPermitted: 0 });
    const waiting = await sql<{ id: string }>(
      server.kernel.orm.em.fork(),
      "select target_id as id from bulk_row where run_id = $1 order by position",
      [run?.id],
    );
    expect(waiting.map(({ id }) => id)).toEqual([events.theirs.id, events.group.id]);
    expect(await bulk(admin, {})).toMatchObject({ userErrors: [{ code: "IDS_OR_FILTER" }] });
  });
});

describe("IN-10: rules for codes", () => {
  it("are changed by administrators of the group, once per code and source", async () => {
    const create = (client: TestClient, input: string) =>
      client.query<{
        createEventRule: { eventRule: { id: string; version: number } | null; userErrors: { code: string }[] };
      }>(`mutation { createEventRule(input: ${input}) { eventRule { id version } userErrors { code } } }`);
    const made = await create(admin, `{ eventCode: " BED_ASSIGNED ", kind: OPEN, journeyType: "INPATIENT" }`);
    expect(made.data?.createEventRule.userErrors).toEqual([]);
    expect(
      (await create(admin, `{ eventCode: "BED_ASSIGNED", kind: CLOSE }`)).data?.createEventRule.userErrors,
    ).toEqual([{ code: "CODE_TAKEN" }]);
    expect(
      (await create(admin, `{ eventCode: "B", kind: OPEN, journeyType: "SPA" }`)).data?.createEventRule.userErrors,
    ).toEqual([{ code: "UNKNOWN_JOURNEY_TYPE" }]);
    expect((await create(local, `{ eventCode: "C", kind: CLOSE }`)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    const rule = made.data?.createEventRule.eventRule;
    const changed = await admin.query(
      "mutation ($id: ID!, $version: Int!) { updateEventRule(input: { id: $id, version: $version, journeyType: null, kind: STAGE }) { eventRule { kind eventCode journeyType } userErrors { code } } }",
      { id: rule?.id, version: rule?.version },
    );
    expect(changed.data).toMatchObject({
      updateEventRule: { eventRule: { kind: "STAGE", eventCode: "BED_ASSIGNED", journeyType: null } },
    });
    await admin.query("mutation ($id: ID!) { deleteEventRule(input: { id: $id }) { deletedId } }", { id: rule?.id });
    const rules = await analyst.query<{ eventRules: { nodes: { eventCode: string }[] } }>(
      "{ eventRules { nodes { eventCode } } }",
    );
    expect(rules.data?.eventRules.nodes.map((node) => node.eventCode)).not.toContain("BED_ASSIGNED");
    expect(await audited("eventRule.deleted")).toHaveLength(1);
  });
});

describe("a table of 200,000 events", () => {
  beforeAll(async () => {
    const em = scopedFork(server.kernel.orm.em, systemScope);
    await sql(
      em,
      `insert into inbound_event (id, received_at, source_system, external_id, event_code, encounter_id, patient_identifier, hospital_id, occurred_at, status, available_at)
       select uuidv7(now() - t.received_at), t.received_at, 'HIS', 'HIS-M-' || n, 'CODE_' || n % 20, 'E-M-' || n / 5, 'MRN-M-' || n % 40000,
              case when n % 3 = 0 then $1::uuid else $2::uuid end, t.received_at - interval '3 minutes',
              case when n % 1000 = 0 then 'DEAD' when n % 500 = 1 then 'UNMATCHED' else 'PROCESSED' end, t.received_at
         from generate_series(1, 200000) as n, lateral (select date_trunc('milliseconds', now() - n * interval '2 seconds') as received_at) as t`,
      [mine.id, theirs.id],
    );
    await sql(em, "analyze inbound_event");
  }, 120_000);

  /** Plans of the statements on inbound_event that a query causes, without what it reads beside. */
  async function plansOf(client: TestClient, query: string): Promise<string[]> {
    const connection = server.kernel.orm.em.getConnection();
    const spy = vi.spyOn(connection, "execute");
    const answer = await client.query(query);
    const statements = spy.mock.calls.filter(([statement]) => String(statement).includes('from "inbound_event"'));
    spy.mockRestore();
    expect(answer.errors).toBeUndefined();
    expect(statements.length).toBeGreaterThan(0);
    return Promise.all(
      statements.map(async ([statement, parameters]) => {
        const rows = await connection.execute<Record<string, string>[]>(
          `explain (analyze, costs off, timing off) ${String(statement)}`,
          parameters,
        );
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      }),
    );
  }
  /** Rows that scans returned or threw away: what a list costs. Partitions of months to come are empty, so any scan of them is. */
  function rowsTouched(plan: string): number {
    const numbers = [...plan.matchAll(/Rows Removed by \w+(?: Recheck)?: (\d+)|Scan [^\n]*\(actual rows=(\d+)/g)];
    return numbers.reduce((sum, [, removed, read]) => sum + Number(removed ?? read), 0);
  }
  const page = (args: string) => `{ inboundEvents(${args}) { nodes { id hospital { code } } pageInfo { endCursor } } }`;

  it.each<[string, () => TestClient, string]>([
    ["the newest", () => admin, "first: 100"],
    ["the oldest", () => admin, "last: 100"],
    ["by the time it happened", () => admin, "orderBy: [{ field: OCCURRED_AT, direction: DESC }]"],
    ["of one hospital", () => local, "first: 25"],
    ["dead ones", () => admin, "filter: { status: [DEAD] }"],
    ["dead and unmatched ones of one hospital", () => local, "filter: { status: [DEAD, UNMATCHED] }"],
    [
      "of one encounter",
      () => admin,
      `filter: { encounterId: "E-M-77" }, orderBy: [{ field: OCCURRED_AT, direction: ASC }]`,
    ],
    ["of one patient", () => local, `filter: { patientIdentifier: "MRN-M-77" }`],
    ["by a search", () => admin, `filter: { search: "HIS-M-1234" }`],
    [
      "of one minute",
      () => admin,
      `filter: { receivedAt: { from: "2020-01-01T00:00:00Z", to: "2020-01-01T00:01:00Z" } }`,
    ],
  ])("lists %s from an index", async (_name, client, args) => {
    for (const plan of await plansOf(client(), page(args))) expect(rowsTouched(plan), plan).toBeLessThan(2_000);
  });

  it("IN-15: finds what is rare by a search, however wrong the statistics are", async () => {
    const em = scopedFork(server.kernel.orm.em, systemScope);
    // As a sample might: a fifth of the rows had the one value that one row has.
    await sql(
      em,
      `select pg_restore_attribute_stats('schemaname', 'public', 'relname', relid::regclass::text, 'attname', 'external_id', 'inherited', false,
                                         'most_common_vals', '{HIS-M-199999}', 'most_common_freqs', '{0.2}'::real[])
         from pg_partition_tree('inbound_event') where isleaf`,
    );
    for (const plan of await plansOf(admin, page(`filter: { search: "HIS-M-19999" }`)))
      expect(rowsTouched(plan), plan).toBeLessThan(2_000);
    expect(await idsSeenBy(local, `{ search: "HIS-M-19999" }`)).toHaveLength(3);
    // A prefix that every row has costs the probe no more than one that ten have.
    for (const search of ["HIS-M-19999", "HIS", "MRN-M-7"]) {
      const rows = await sql<Record<string, string>>(em, `explain (analyze, costs off, timing off) ${searchProbe}`, [
        `${search}%`,
      ]);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(rowsTouched(plan), plan).toBeLessThan(4 * mostNamed);
    }
  });

  it("finds page after page without reading those before", async () => {
    let after = "";
    for (let count = 0; count < 3; count++) {
      const { data } = await admin.query<{ inboundEvents: { pageInfo: { endCursor: string } } }>(
        page(`first: 100${after}`),
      );
      after = `, after: "${data?.inboundEvents.pageInfo.endCursor}"`;
    }
    const [plan] = await plansOf(admin, page(`first: 100${after}`));
    expect(plan).toMatch(/Index Cond: .*received_at/);
    expect(plan).not.toMatch(/Rows Removed by Filter: \d{2,}/);
  });

  it("claims what is due from its index", async () => {
    const rows = await sql<Record<string, string>>(
      server.kernel.orm.em.fork(),
      `explain (analyze, costs off, timing off) select id from inbound_event
        where status in ('RECEIVED', 'FAILED') and available_at <= now() order by available_at limit 100`,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(rowsTouched(plan), plan).toBeLessThan(200);
  });
});
