import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSystemTx, sql } from "../../core/index.ts";
import { buildApiKey, buildHospital } from "../../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";
import { asAdmin } from "../../../testing/test-database.ts";
import { clearExpiredKeys } from "../inbound-event.jobs.ts";
import { createIntakeWriter } from "./intake.writer.ts";
import { anEvent, poster, type Post } from "./testing/post.ts";

let server: TestServer;
let post: Post;
let keyOf: Record<"one" | "two", string>;

const count = async (encounterId: unknown): Promise<number> => {
  const [row] = await sql<{ n: number }>(
    server.kernel.orm.em.fork(),
    "select count(*)::int as n from inbound_event where encounter_id = $1",
    [encounterId],
  );
  return row?.n ?? 0;
};

beforeAll(async () => {
  server = await startTestServer();
  const { secret, one, two } = await server.kernel.tx(async (tx) => ({
    secret: (await buildApiKey(tx)).secret,
    one: (await buildApiKey(tx, { hospital: await buildHospital(tx) })).secret,
    two: (await buildApiKey(tx, { hospital: await buildHospital(tx) })).secret,
  }));
  post = poster(server.url, secret);
  keyOf = { one, two };
});
afterAll(() => server.close());

describe("IN-3: the same event is stored once", () => {
  it("when it is posted 20 times at once, in single posts and batches", async () => {
    const event = anEvent();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(index % 4 === 0 ? { events: [event, anEvent()] } : event)),
    );
    const results = answers.map(({ body }) => body.results?.[0] ?? body);
    expect(answers.every((answer) => answer.status === 202)).toBe(true);
    expect(new Set(results.map((result) => result.id)).size).toBe(1);
    expect(results.filter((result) => !result.duplicate)).toHaveLength(1);
    expect(await count(event["encounter_id"])).toBe(1);
  });

  it("when two servers take it at once", async () => {
    const second = createIntakeWriter(server.kernel);
    const first = createIntakeWriter(server.kernel);
    const events = Array.from({ length: 200 }, (_, n) => ({
      sourceSystem: "HIS",
      externalId: `two-${n}`,
      eventCode: "A",
      encounterId: "E-two-servers",
      patientIdentifier: null,
      hospitalCode: null,
      hospitalId: null,
      occurredAt: null,
      payload: null,
      key: `id:*:two-${n}`,
      isKeyOfContent: false,
    }));
    const posting = { callerId: "019ab000-0000-7000-8000-000000000000", requestId: "test" };
    const stored = await Promise.all([
      first.store({ ...posting, events }),
      second.store({ ...posting, events: [...events].reverse() }),
    ]);
    expect(await count("E-two-servers")).toBe(200);
    expect(stored[0].map((row) => row.id)).toEqual([...stored[1]].reverse().map((row) => row.id));
    expect(stored.flat().filter((row) => !row.isDuplicate)).toHaveLength(200);
  });

  it("by the sender's id forever, whatever else it says the second time", async () => {
    const event = anEvent();
    const first = await post(event);
    server.kernel.time = new Date(Date.now() + 400 * 86_400_000);
    const again = await post({ ...event, event_code: "OTHER", payload: { a: 1 } });
    server.kernel.time = new Date();
    expect(again.body).toEqual({ id: first.body.id, status: "RECEIVED", duplicate: true });
  });

  it("by its content for 24 hours when it has no id", async () => {
    const event = { ...anEvent({ payload: { b: 1, a: [2] } }), event_id: undefined };
    const first = await post(event);
    expect((await post({ ...event, payload: { a: [2], b: 1 } })).body).toMatchObject({
      id: first.body.id,
      duplicate: true,
    });
    expect((await post({ ...event, payload: { a: [2], b: 2 } })).body.duplicate).toBe(false);
    server.kernel.time = new Date(Date.now() + 25 * 3_600_000);
    const nextDay = await post(event);
    expect(nextDay.body.duplicate).toBe(false);
    expect((await post(event)).body).toMatchObject({ id: nextDay.body.id, duplicate: true });
    server.kernel.time = new Date();
  });

  it("but not when the systems of two hospitals happen to use the same id", async () => {
    const event = anEvent();
    const [a, b] = [await post(event, { key: keyOf.one }), await post(event, { key: keyOf.two })];
    expect([a.body.duplicate, b.body.duplicate]).toEqual([false, false]);
    expect(a.body.id).not.toBe(b.body.id);
  });

  it("and the keys of contents go when their day is over, those of ids stay", async () => {
    await post({ ...anEvent(), event_id: undefined });
    server.kernel.time = new Date(Date.now() + 60 * 86_400_000);
    expect(await runSystemTx(server.kernel, "test", clearExpiredKeys)).toBeGreaterThan(0);
    server.kernel.time = new Date();
    const [left] = await sql<{ n: number }>(
      server.kernel.orm.em.fork(),
      "select count(*)::int as n from inbound_event_key where expires_at is not null",
    );
    expect(left?.n).toBe(0);
  });
});

describe("P1: 202 only for what is durable", () => {
  it("IN-14: answers 503 with Retry-After while the database is away, and loses nothing when the sender tries again", async () => {
    const { name } = server.kernel.database;
    const events = Array.from({ length: 20 }, () => anEvent({ encounter_id: "E-outage" }));
    await asAdmin(`alter database "${name}" with allow_connections false`);
    await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    const refused = await Promise.all(events.map((event) => post(event)));
    expect(refused.every((answer) => answer.status === 503 && Number(answer.headers.get("retry-after")) > 0)).toBe(
      true,
    );
    expect(refused[0]?.type).toBe("application/problem+json; charset=utf-8");
    await asAdmin(`alter database "${name}" with allow_connections true`);
    const taken = await Promise.all(events.map((event) => post(event)));
    expect(taken.every((answer) => answer.status === 202)).toBe(true);
    expect(await count("E-outage")).toBe(20);
  });

  it("IN-14: answers 503 when the database takes too long, and the late row is no second one", async () => {
    const impatient = createIntakeWriter(server.kernel, 200);
    const event = {
      sourceSystem: "HIS",
      externalId: "slow",
      eventCode: "A",
      encounterId: "E-slow",
      patientIdentifier: null,
      hospitalCode: null,
      hospitalId: null,
      occurredAt: null,
      payload: null,
      key: "id:*:slow",
      isKeyOfContent: false,
    };
    const posting = { events: [event], callerId: "019ab000-0000-7000-8000-000000000000", requestId: "test" };
    let refusal: unknown;
    await server.kernel.tx(async (tx) => {
      await sql(tx.em, "lock table inbound_event in access exclusive mode");
      refusal = await impatient.store(posting).catch((error: unknown) => error);
    });
    expect(refusal).toMatchObject({ status: 503 });
    // The abandoned statement goes on by itself; whichever of the two comes second finds the other's key.
    await createIntakeWriter(server.kernel).store(posting);
    expect(await count("E-slow")).toBe(1);
  });

  it("IN-14: a row that the database refuses does not sink its neighbours", async () => {
    const writer = createIntakeWriter(server.kernel);
    const store = (n: number, hospitalId: string | null) =>
      writer.store({
        callerId: "019ab000-0000-7000-8000-000000000000",
        requestId: "test",
        events: [
          {
            sourceSystem: "HIS",
            externalId: `n-${n}`,
            eventCode: "A",
            encounterId: "E-neighbours",
            patientIdentifier: null,
            hospitalCode: null,
            hospitalId,
            occurredAt: null,
            payload: null,
            key: `id:*:neighbour-${n}`,
            isKeyOfContent: false,
          },
        ],
      });
    // A hospital that was removed between the look-up and the insert.
    const gone = "019ab000-0000-7000-8000-00000000dead";
    const outcomes = await Promise.allSettled([store(0, null), store(1, null), store(2, gone), store(3, null)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(await count("E-neighbours")).toBe(3);
  });

  it("IN-8: what was sent does not change any more, and is not deleted", async () => {
    const { body } = await post(anEvent());
    const change = (statement: string) =>
      sql(server.kernel.orm.em.fork(), statement, [body.id]).catch((error: Error) => error.message);
    expect(await change("update inbound_event set event_code = 'X' where id = $1")).toContain("does not change");
    expect(await change("update inbound_event set payload_sealed = '\\x00' where id = $1")).toContain(
      "does not change",
    );
    expect(await change("delete from inbound_event where id = $1")).toContain("not deleted");
    expect(await change("update inbound_event set payload_sealed = null, status = 'IGNORED' where id = $1")).toEqual(
      [],
    );
  });
});
