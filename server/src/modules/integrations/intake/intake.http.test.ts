import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../accounts/index.ts";
import { sql } from "../../core/index.ts";
import type { Hospital } from "../../organizations/index.ts";
import { buildApiKey, buildHospital, buildUser } from "../../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";
import { anEvent, poster, type Post } from "./testing/post.ts";

let server: TestServer;
let post: Post;
let hospital: Hospital;
let otherHospital: Hospital;
let boundKey: string;

const rows = () => sql<{ id: string }>(server.kernel.orm.em.fork(), "select id from inbound_event");

beforeAll(async () => {
  server = await startTestServer();
  const keys = await server.kernel.tx(async (tx) => {
    hospital = await buildHospital(tx);
    otherHospital = await buildHospital(tx);
    return { group: (await buildApiKey(tx)).secret, bound: (await buildApiKey(tx, { hospital })).secret };
  });
  boundKey = keys.bound;
  post = poster(server.url, keys.group);
});
afterAll(() => server.close());

describe("IN-1: one event", () => {
  it("is answered 202 with its id, and the row is there", async () => {
    const answer = await post(anEvent({ hospital_code: hospital.code, payload: { a: 1 } }));
    expect(answer).toMatchObject({
      status: 202,
      type: "application/json; charset=utf-8",
      body: { status: "RECEIVED", duplicate: false },
    });
    const [row] = await sql<Record<string, unknown>>(
      server.kernel.orm.em.fork(),
      "select status, hospital_id, external_id, posted_by_id, request_id, payload_sealed from inbound_event where id = $1",
      [answer.body.id],
    );
    expect(row).toMatchObject({ status: "RECEIVED", hospital_id: hospital.id, request_id: answer.requestId });
    expect(server.kernel.cipher.open(row?.["payload_sealed"] as Buffer)).toBe('{"a":1}');
  });

  it.each(["/api/integrations/events", "/api/integrations/events/"])("is taken at %s", async (path) => {
    expect((await post(anEvent(), { path })).status).toBe(202);
  });

  it("may begin with a byte order mark and name its charset", async () => {
    const answer = await post(`\ufeff${JSON.stringify(anEvent())}`, {
      headers: { "content-type": 'Application/JSON; charset="UTF-8"' },
    });
    expect(answer.status).toBe(202);
  });
});

describe("refusals", () => {
  const big = (bytes: number) => JSON.stringify({ ...anEvent(), more: "x".repeat(bytes) });
  const mebibyte = 1024 * 1024;

  it.each<[string, number, string | Buffer | object, RequestInit & { path?: string; key?: string | null }, string[]?]>([
    ["no credentials", 401, anEvent(), { key: null }],
    ["a wrong key", 401, anEvent(), { key: "px_wrong" }],
    ["an empty key", 401, anEvent(), { key: "" }],
    ["a wrong token", 401, anEvent(), { key: null, headers: { authorization: "Bearer a.b.c" } }],
    ["a wrong key beside nothing else", 401, "{", { key: "px_wrong" }],
    ["another source system", 403, anEvent({ source_system: "LAB" }), {}, ["/source_system SOURCE_NOT_ALLOWED"]],
    ["no body", 400, "", {}],
    ["half a body", 400, '{"source_system":', {}],
    ["a body that is no UTF-8", 400, Buffer.from([0x7b, 0xff, 0x7d]), {}],
    ["NaN", 400, '{"a":NaN}', {}],
    ["plain text", 415, anEvent(), { headers: { "content-type": "text/plain" } }],
    ["no type", 415, Buffer.from("{}"), { headers: { "content-type": "" } }],
    ["another charset", 415, anEvent(), { headers: { "content-type": "application/json; charset=windows-1256" } }],
    ["a compressed body", 415, anEvent(), { headers: { "content-encoding": "gzip" } }],
    ["an event over 1 MiB", 413, big(mebibyte), {}],
    ["something over 1 MiB that is no JSON", 413, "x".repeat(mebibyte + 1), {}],
    ["anything over 8 MiB", 413, JSON.stringify({ events: [], more: "x".repeat(8 * mebibyte) }), {}],
    ["an array", 422, [anEvent()], {}, [" WRONG_TYPE"]],
    ["null", 422, "null", {}, [" WRONG_TYPE"]],
    ["a deeply nested body", 422, "[".repeat(400_000) + "]".repeat(400_000), {}, [" WRONG_TYPE"]],
    [
      "nothing of what is required",
      422,
      {},
      {},
      ["/source_system REQUIRED", "/event_code REQUIRED", "/encounter_id REQUIRED"],
    ],
    ["an impossible day", 422, anEvent({ occurred_at: "2026-02-30T00:00:00Z" }), {}, ["/occurred_at BAD_TIME"]],
    ["the future", 422, anEvent({ occurred_at: "2999-01-01T00:00:00Z" }), {}, ["/occurred_at IN_FUTURE"]],
    ["an unknown hospital", 422, anEvent({ hospital_code: "NOWHERE" }), {}, ["/hospital_code UNKNOWN_HOSPITAL"]],
    [
      "a key twice",
      422,
      '{"source_system":"HIS","source_system":"HIS","event_code":"A","encounter_id":"E"}',
      {},
      ["/source_system DUPLICATE_KEY"],
    ],
    ["GET", 405, "", { method: "GET" }],
    ["DELETE", 405, anEvent(), { method: "DELETE" }],
    ["PUT", 405, anEvent(), { method: "PUT" }],
  ])("%s → %i", async (_name, status, body, { path, key, headers, method }, problems) => {
    const before = (await rows()).length;
    const answer = await post(body, { path, key, method, headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
    expect(answer.type).toBe("application/problem+json; charset=utf-8");
    expect(answer.body).toMatchObject({ status, request_id: answer.requestId });
    expect(answer.body.errors?.map((problem) => `${problem.pointer} ${problem.code}`)).toEqual(problems ?? []);
    if (status === 405) expect(answer.headers.get("allow")).toBe("POST");
    expect((await rows()).length).toBe(before);
  });

  it("IN-13: echo nothing of what was sent, whatever is wrong with it", async () => {
    const marked = "SECRET-NAME";
    const bodies = [
      `{"${marked}":`,
      { [marked]: marked },
      anEvent({ hospital_code: marked, event_code: `${marked}\u0000`, occurred_at: marked, payload: [marked] }),
      `{"source_system":"HIS","event_code":"A","encounter_id":"E","payload":{"${marked}":"\\u0000"}}`,
      { events: marked },
      { events: [{ [marked]: 1 }] },
    ];
    for (const body of bodies) {
      const answer = await post(body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain("SECRET");
    }
  });

  it("speak the caller's language", async () => {
    const arabic = await post({}, { headers: { "accept-language": "ar-SA,en;q=0.5" } });
    expect(arabic.body.errors?.[0]?.message).toBe("هذا الحقل مطلوب.");
    expect(arabic.headers.get("content-language")).toBe("ar");
    expect((await post({})).body.errors?.[0]?.message).toBe("This field is required.");
  });

  it("IN-7: a key of one hospital speaks for no other", async () => {
    const refused = await post(anEvent({ hospital_code: otherHospital.code }), { key: boundKey });
    expect(refused).toMatchObject({
      status: 403,
      body: { errors: [{ pointer: "/hospital_code", code: "HOSPITAL_NOT_ALLOWED" }] },
    });
    const taken = await post(anEvent(), { key: boundKey });
    const [row] = await sql(server.kernel.orm.em.fork(), "select hospital_id from inbound_event where id = $1", [
      taken.body.id,
    ]);
    expect(row).toEqual({ hospital_id: hospital.id });
  });

  it("IN-2: a person, even an administrator, may not post; a service account may", async () => {
    await server.kernel.tx((tx) => buildUser(tx, { role: Role.PX_ADMIN, email: "admin@test.px360.test" }));
    const admin = await server.signIn("admin@test.px360.test");
    expect(
      (await post(anEvent(), { key: null, headers: { authorization: `Bearer ${admin.accessToken}` } })).status,
    ).toBe(403);
    const made = await admin.query<{ createServiceAccount: { secret: string } }>(
      `mutation { createServiceAccount(input: { username: "his-feed", sourceSystem: "HIS" }) { secret userErrors { code } } }`,
    );
    const login = await fetch(`${server.url}/api/auth/token/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: "his-feed", password: made.data?.createServiceAccount.secret }),
    });
    const { access } = (await login.json()) as { access: string };
    expect((await post(anEvent(), { key: null, headers: { authorization: `Bearer ${access}` } })).status).toBe(202);
  });

  it("IN-2: a revoked key is refused within a second", async () => {
    const { secret, apiKey } = await server.kernel.tx((tx) => buildApiKey(tx));
    expect((await post(anEvent(), { key: secret })).status).toBe(202);
    await sql(server.kernel.orm.em.fork(), "update api_key set revoked_at = now() where id = $1", [apiKey.id]);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await post(anEvent(), { key: secret })).status).toBe(401);
  });

  it("a hospital that was added a moment ago is known", async () => {
    await post(anEvent({ hospital_code: hospital.code }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const added = await server.kernel.tx((tx) => buildHospital(tx));
    expect((await post(anEvent({ hospital_code: added.code }))).status).toBe(202);
  });
});

describe("IN-1: a batch", () => {
  it("gives each event its own answer: all, some, none", async () => {
    const all = await post({ events: [anEvent(), anEvent({ payload: { big: "12345678901234567890" } })] });
    expect(all).toMatchObject({
      status: 202,
      body: { results: [{ index: 0, status: "RECEIVED", duplicate: false }, { index: 1 }] },
    });
    const some = await post({
      events: [anEvent({ occurred_at: "tomorrow" }), anEvent(), 7, anEvent({ source_system: "LAB" })],
    });
    expect(some.status).toBe(207);
    expect(some.body.results).toMatchObject([
      { index: 0, status: "REJECTED", errors: [{ pointer: "/events/0/occurred_at", code: "BAD_TIME" }] },
      { index: 1, status: "RECEIVED" },
      { index: 2, status: "REJECTED", errors: [{ pointer: "/events/2", code: "WRONG_TYPE" }] },
      { index: 3, status: "REJECTED", errors: [{ pointer: "/events/3/source_system", code: "SOURCE_NOT_ALLOWED" }] },
    ]);
    const none = await post({ events: [{}, null] });
    expect(none).toMatchObject({
      status: 422,
      body: {
        results: [
          { index: 0, status: "REJECTED" },
          { index: 1, status: "REJECTED" },
        ],
      },
    });
  });

  it("takes 1,000 events, also over 1 MiB, and refuses 1,001 and none", async () => {
    const events = Array.from({ length: 1_000 }, () => anEvent({ payload: { text: "x".repeat(2_000) } }));
    const answer = await post({ events });
    expect(answer.status).toBe(202);
    expect(new Set(answer.body.results?.map((result) => result.id)).size).toBe(1_000);
    expect((await post({ events: [...events, anEvent()] })).body.errors).toMatchObject([
      { pointer: "/events", code: "TOO_MANY" },
    ]);
    expect((await post({ events: [] })).body.errors).toMatchObject([{ pointer: "/events", code: "EMPTY_BATCH" }]);
  });

  it("IN-3: the same event twice in one batch is one event", async () => {
    const event = anEvent();
    const { body } = await post({ events: [event, anEvent(), event] });
    expect(body.results?.map((result) => result.duplicate)).toEqual([false, false, true]);
    expect(body.results?.[2]?.id).toBe(body.results?.[0]?.id);
  });
});

it("IN-9: more than the allowance is answered 429 with Retry-After, batches by their size", async () => {
  const slow = await startTestServer({ INTAKE_RATE_PER_MINUTE: 5 });
  try {
    const { secret } = await slow.kernel.tx((tx) => buildApiKey(tx));
    const send = poster(slow.url, secret);
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => send(anEvent())))).map(
      (answer) => answer.status,
    );
    expect(statuses.filter((status) => status === 202)).toHaveLength(5);
    const refused = await send({ events: [anEvent(), anEvent()] });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  } finally {
    await slow.close();
  }
});
