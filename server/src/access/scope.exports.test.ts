import { isInputObjectType } from "graphql";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modules } from "../app.ts";
import { createSchema, sql } from "../modules/core/index.ts";
import { Role } from "../modules/accounts/index.ts";
import { buildUser } from "../testing/factories.ts";
import { buildPxAction } from "../testing/factories-actions.ts";
import { codesOf } from "./testing/answers.ts";
import { askExport, csvOf, linkOf } from "./testing/exports.ts";
import { foreignFilters } from "./testing/references.ts";
import type { LocalRole } from "./testing/two-hospitals.ts";
import { startWorld, type World } from "./testing/world.ts";

/** Rows that each role of ALPHA gets; the same numbers as in its lists (scope.test.ts). `-`: FORBIDDEN. */
const rowsOfAlpha = `
                      journeys  surveys  actions  inboundEvents  patients  users  hospitals
  HOSPITAL_ADMIN      2         2        3        4            2         8      1
  PX_COORDINATOR      2         2        3        4            2         8      1
  DEPARTMENT_MANAGER  1         1        1        -            -         -      1
  PHYSICIAN           1         1        -        -            -         -      1
  STAFF               -         -        1        -            -         -      1
  CALL_CENTER_AGENT   -         -        1        -            0         -      1
  EXECUTIVE           2         2        3        -            -         -      1
  ANALYST             2         2        3        4            2         -      1
`;
const [head = [], ...lines] = rowsOfAlpha
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cases = lines.flatMap(([role, ...counts]) => counts.map((count, at) => [role, head[at] ?? "", count] as const));

describe("CO-13 … CO-15: exports", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.close());
  const of = (role: `${LocalRole}`) => world.client(role as LocalRole);
  const get = (path: string) => fetch(world.server.url + path, { headers: { "accept-language": "en" } });
  const audits = (action: string) =>
    world.server.kernel.tx((tx) =>
      sql<{ after: Record<string, unknown>; actorId: string; targetId: string }>(
        tx.em,
        `select after, actor_id as "actorId", target_id as "targetId" from audit_event where action = $1 order by id`,
        [action],
      ),
    );

  it.each(cases)("P2: %s gets of %s: %s rows, none of the other hospital", async (role, list, count) => {
    const client = of(role as LocalRole);
    if (count === "-") {
      expect(codesOf(await askExport(client, { list }))).toEqual(["FORBIDDEN"]);
      return;
    }
    const sheet = await csvOf(world.server.url, client, { list });
    expect(sheet.rows).toHaveLength(Number(count));
    expect(world.leakIn(sheet.text)).toBeNull();
  });

  it("P2: the list's own filter counts, in the list's own order, with the columns asked for", async () => {
    const sheet = await csvOf(world.server.url, of("HOSPITAL_ADMIN"), {
      list: "actions",
      filter: { status: ["OPEN"], isOpen: true, createdAt: { from: "2020-01-01T00:00:00Z" } },
      orderBy: [{ field: "REFERENCE", direction: "DESC" }],
      columns: ["status", "reference", "no-such-column"],
    });
    expect(sheet.head).toEqual(["Status", "Reference"]);
    const references = sheet.rows.map((row) => row[1]);
    expect(references.length).toBeGreaterThan(0);
    expect(references).toEqual([...references].sort().reverse());
    expect(new Set(sheet.rows.map((row) => row[0]))).toEqual(new Set(["Open"]));
  });

  it("a filter of the other hospital finds nothing; a wrong one is named and nothing of it repeated", async () => {
    const client = of("HOSPITAL_ADMIN");
    const foreign = await csvOf(world.server.url, client, {
      list: "actions",
      filter: { hospitalId: [world.bravo.hospital.id] },
    });
    expect(foreign.rows).toEqual([]);
    const wrong = await askExport(client, { list: "actions", filter: { status: ["SECRET-WORD"] } });
    expect(wrong.data?.createExport?.userErrors).toMatchObject([{ code: "INVALID", field: ["filter", "status", "0"] }]);
    expect(JSON.stringify(wrong)).not.toContain("SECRET-WORD");
    const unknown = await askExport(client, { list: "nonsense" });
    expect(unknown.data?.createExport?.userErrors).toMatchObject([{ code: "UNKNOWN_LIST" }]);
  });

  it("P2: in each list a filter that names something of the other hospital gives a file without rows", async () => {
    const types = (await createSchema(modules)).getTypeMap();
    const colleague = () =>
      world.server.kernel.tx((tx) => buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: world.alpha.hospital }));
    const wrong: string[] = [];
    const tried: string[] = [];
    for (const { name: list, filterType } of world.server.kernel.lists) {
      const type = types[filterType];
      const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
      const field = fields.find(({ name }) => world.foreign[foreignFilters[name] ?? ""]);
      const id = world.foreign[foreignFilters[field?.name ?? ""] ?? ""];
      const filter = field && { [field.name]: String(field.type).startsWith("[") ? [id] : id };
      if (!filter) continue;
      // Each list by somebody else: there is a limit of exports in a minute.
      const client = await world.server.signIn((await colleague()).email);
      if (codesOf(await askExport(client, { list, filter })).includes("FORBIDDEN")) continue;
      tried.push(list);
      const sheet = await csvOf(world.server.url, client, { list, filter });
      if (sheet.rows.length > 0 || world.leakIn(sheet.text)) wrong.push(`${list} ${field.name}: ${sheet.rows.length}`);
    }
    expect(wrong).toEqual([]);
    expect(tried.length, tried.join()).toBeGreaterThanOrEqual(8);
  });

  it("CO-13: a link serves once, and not after its time", async () => {
    const client = of("HOSPITAL_ADMIN");
    const path = await linkOf(client, { list: "actions" });
    expect((await get(`${path.slice(0, -2)}xx`)).status).toBe(404);
    const [first, second] = await Promise.all([get(path), get(path)]);
    expect([first.status, second.status].sort()).toEqual([200, 404]);
    const late = await linkOf(client, { list: "actions" });
    const { kernel } = world.server;
    kernel.time = new Date(Date.now() + 121_000);
    expect((await get(late)).status).toBe(404);
    kernel.time = new Date();
  });

  it("CO-13: the right and the log-in are asked for again at the download", async () => {
    const { kernel, url } = world.server;
    const viewer = world.alpha.users.ANALYST;
    const client = await world.server.signIn(viewer.email);
    const path = await linkOf(client, { list: "actions" });
    const roles = await kernel.tx((tx) =>
      sql<{ role: string }>(
        tx.em,
        "update role_assignment set role = 'PHYSICIAN' where user_id = $1 and role = 'ANALYST' returning role",
        [viewer.id],
      ),
    );
    expect(roles).toHaveLength(1);
    expect((await fetch(url + path)).status).toBe(404);
    await kernel.tx((tx) =>
      sql(tx.em, "update role_assignment set role = 'ANALYST' where user_id = $1 and role = 'PHYSICIAN'", [viewer.id]),
    );

    const other = await linkOf(client, { list: "actions" });
    await client.query("mutation { logout { userErrors { code } } }");
    await kernel.tx((tx) =>
      sql(tx.em, "update refresh_session set revoked_at = now() where user_id = $1", [viewer.id]),
    );
    expect((await fetch(url + other)).status).toBe(404);
  });

  it("CO-14: who exported what is in the audit trail, without what may name a patient", async () => {
    const client = of("HOSPITAL_ADMIN");
    const sheet = await csvOf(world.server.url, client, {
      list: "inboundEvents",
      filter: { patientIdentifier: "MRN-E-1", status: ["RECEIVED", "PROCESSED"] },
    });
    const last = (await audits("list.exported")).at(-1);
    expect(last).toMatchObject({
      targetId: "inboundEvents",
      actorId: world.alpha.users.HOSPITAL_ADMIN.id,
      after: {
        rows: sheet.rows.length,
        isComplete: true,
        format: "CSV",
        filter: { patientIdentifier: "…", status: ["RECEIVED", "PROCESSED"] },
      },
    });
    expect(last?.after["filterHash"]).toMatch(/^[0-9a-f]{64}$/);
    const [kept] = await world.server.kernel.tx((tx) =>
      sql<{ all: string }>(tx.em, "select string_agg(l::text, ' ') as all from export_link l"),
    );
    expect(kept?.all).not.toContain("MRN-E-1");
    expect(kept?.all).not.toContain(Buffer.from("MRN-E-1").toString("hex"));
  });

  it("CO-14: a patient's name is masked without the right; with it, the reading is audited before", async () => {
    const columns = ["patient", "mrn"];
    const masked = await csvOf(world.server.url, of("ANALYST"), { list: "journeys", columns }).catch(() => null);
    const before = (await audits("patient.identityRead")).length;
    const open = await csvOf(world.server.url, of("HOSPITAL_ADMIN"), { list: "journeys", columns });
    expect((await audits("patient.identityRead")).length).toBe(before + 2);
    const name = open.rows[0]?.[0] ?? "";
    expect(name).not.toContain("*");
    if (masked) expect(masked.text).not.toContain(name);
    const manager = await csvOf(world.server.url, of("DEPARTMENT_MANAGER"), {
      list: "journeys",
      columns: ["patient", "encounter"],
    });
    expect(manager.head).toEqual(["Encounter"]);
    expect(open.head).toEqual(["Patient", "MRN"]);
  });

  it("F1.8: an Arabic workbook runs from right to left, with Arabic heads and words, times of the hospital's zone", async () => {
    const client = of("HOSPITAL_ADMIN");
    const order = { list: "actions", language: "AR", columns: ["reference", "status", "due"] } as const;
    const response = await get(await linkOf(client, { ...order, columns: [...order.columns], format: "XLSX" }));
    expect(response.headers.get("content-type")).toContain("spreadsheetml.sheet");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="actions-\d{4}-\d\d-\d\d\.xlsx"/,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const parts = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] as Uint8Array);
    expect(sheet).toContain('rightToLeft="1"');
    expect(sheet).toContain("الرقم المرجعي");
    expect(sheet).toContain("مفتوح");
    expect(sheet.match(/<row /g)).toHaveLength(4);
    expect(strFromU8(parts["xl/workbook.xml"] as Uint8Array)).toContain('name="الإجراءات"');
  });

  it("CO-15: a title that is a formula arrives as text; more rows than a page hold come all, each once", async () => {
    const { alpha, server } = world;
    await server.kernel.tx(async (tx) => {
      const { id } = await buildPxAction(tx, { hospital: alpha.hospital, titleEn: "=HYPERLINK(1)" });
      await sql(
        tx.em,
        `insert into px_action
         select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'reference', 'COPY-' || n))).*
           from px_action a, generate_series(1, 619) n where a.id = $1`,
        [id],
      );
    });
    const sheet = await csvOf(server.url, of("HOSPITAL_ADMIN"), {
      list: "actions",
      filter: { search: "HYPERLINK" },
      orderBy: [{ field: "CLOSED_AT", direction: "ASC" }],
      columns: ["reference", "title"],
    });
    expect(new Set(sheet.rows.map((row) => row[0])).size).toBe(620);
    expect(new Set(sheet.rows.map((row) => row[1]))).toEqual(new Set(["'=HYPERLINK(1)"]));
  });
});
