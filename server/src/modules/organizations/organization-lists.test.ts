import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../testing/factories.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";

describe("lists of organizations", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospitalId: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      hospitalId = hospital.id;
      for (let n = 0; n < 12; n++) {
        const department = await buildDepartment(tx, { hospital });
        await buildPhysician(tx, { hospital, department });
        await buildPatient(tx, { hospital });
      }
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "admin@t.test" });
    });
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  it.each([
    ["physicians", "nameEn hospital { nameEn } department { nameEn } abilities { canEdit }"],
    ["departments", "nameEn hospital { nameEn } parent { nameEn } manager { nameEn } abilities { canEdit }"],
    ["patients", "mrn masked { nameEn } hospital { nameEn } abilities { canEdit }"],
  ])("%s: asks the database as often for twelve rows as for two", async (list, fields) => {
    const cost = (first: number) =>
      statementsOf(() => admin.query(`{ ${list}(first: ${first}) { totalCount nodes { ${fields} } } }`));
    await cost(1);
    expect((await cost(12)).length).toBe((await cost(2)).length);
  });

  it("the tree is one query with its parents", async () => {
    const ask = () =>
      admin.query("query ($id: ID!) { departmentTree(hospitalId: $id) { parentId abilities { canEdit } } }", {
        id: hospitalId,
      });
    await ask();
    const tree = (await statementsOf(ask)).filter((text) => text.includes('"department"'));
    expect(tree).toHaveLength(1);
  });

  it("patients come newest first from an index, however many there are", async () => {
    const em = server.kernel.orm.em.fork();
    await sql(
      em,
      `insert into patient (id, created_at, updated_at, version, hospital_id, mrn, language, has_contact_consent)
       select uuidv7(), now() - n * interval '1 minute', now(), 1, $1, 'BULK-' || n, 'AR', true
         from generate_series(1, 20000) as n`,
      [hospitalId],
    );
    await sql(em, "analyze patient");
    const plan = await sql<Record<string, string>>(
      em,
      `explain (costs off) select * from patient where hospital_id = $1 and deleted_at is null
        order by created_at desc, id desc limit 26`,
      [hospitalId],
    );
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index.*patient_newest/);
  });
});
