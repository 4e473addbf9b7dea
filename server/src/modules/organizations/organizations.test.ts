import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";

interface World {
  riyadh: string;
  jeddah: string;
  lab: string;
  patient: string;
}

describe("organizations over GraphQL", () => {
  let server: TestServer;
  let world: World;
  let admin: TestClient;
  let riyadhAdmin: TestClient;
  let analyst: TestClient;

  beforeAll(async () => {
    server = await startTestServer();
    world = await server.kernel.tx(async (tx) => {
      const riyadh = await buildHospital(tx);
      const jeddah = await buildHospital(tx);
      const lab = await buildDepartment(tx, { hospital: riyadh, code: "LAB" });
      const patient = await buildPatient(tx, {
        hospital: riyadh,
        mrn: "MRN-R",
        mobile: "+966501112233",
        nameEn: "Sara Otaibi",
        nameAr: "سارة العتيبي",
      });
      await buildPatient(tx, { hospital: jeddah, mrn: "MRN-J" });
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: riyadh, email: "riyadh@t.test" });
      await buildUser(tx, { role: Role.ANALYST, email: "analyst@t.test" });
      return { riyadh: riyadh.id, jeddah: jeddah.id, lab: lab.id, patient: patient.id };
    });
    admin = await server.signIn("admin@t.test");
    riyadhAdmin = await server.signIn("riyadh@t.test");
    analyst = await server.signIn("analyst@t.test");
  });
  afterAll(() => server.close());

  const patients =
    "query ($filter: PatientFilter) { patients(filter: $filter) { totalCount nodes { mrn name mobile isIdentityMasked } } }";
  interface Patients {
    patients: { totalCount: number; nodes: { mrn: string; name: string; mobile: string; isIdentityMasked: boolean }[] };
  }

  it("P2: shows each viewer the rows and the count of their scope", async () => {
    const all = await admin.query<Patients>(patients);
    const mine = await riyadhAdmin.query<Patients>(patients);
    expect(all.data?.patients.totalCount).toBe(2);
    expect(mine.data?.patients.totalCount).toBe(1);
    expect(mine.data?.patients.nodes.map((node) => node.mrn)).toEqual(["MRN-R"]);
    const other = await riyadhAdmin.query<{ hospital: unknown }>("query ($id: ID!) { hospital(id: $id) { code } }", {
      id: world.jeddah,
    });
    expect(other).toEqual({ data: { hospital: null } });
  });

  it("OR-11: masks identity for an analyst, shows and audits it for an admin", async () => {
    const masked = await analyst.query<Patients>(patients, { filter: { mrn: "MRN-R" } });
    expect(masked.data?.patients.nodes[0]).toMatchObject({
      name: "S••• O•••",
      mobile: "••••••233",
      isIdentityMasked: true,
    });
    const open = await riyadhAdmin.query<Patients>(patients, { filter: { mrn: "MRN-R" } });
    expect(open.data?.patients.nodes[0]).toMatchObject({ name: "Sara Otaibi", mobile: "+966501112233" });
    const reads = await sql(
      server.kernel.orm.em.fork(),
      "select 1 from audit_event where action = 'patient.identityRead' and target_id = $1",
      [world.patient],
    );
    expect(reads.length).toBeGreaterThan(0);
  });

  it("F2.4: finds a patient by phone in any writing, only with the right to see identity", async () => {
    const found = await admin.query<Patients>(patients, { filter: { mobile: "٠٥٠١١١٢٢٣٣" } });
    expect(found.data?.patients.nodes.map((node) => node.mrn)).toEqual(["MRN-R"]);
    const refused = await analyst.query(patients, { filter: { mobile: "0501112233" } });
    expect(refused.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("F2.4: keeps no name or number readable in the database", async () => {
    const rows = await sql<{ row: string }>(server.kernel.orm.em.fork(), "select patient::text as row from patient");
    for (const { row } of rows) expect(row).not.toMatch(/Otaibi|501112233/);
  });

  const update = `mutation ($input: UpdateDepartmentInput!) {
    updateDepartment(input: $input) { department { id version parent { id } } userErrors { code field } }
  }`;
  interface Updated {
    updateDepartment: { department: { version: number } | null; userErrors: { code: string }[] };
  }

  it("OR-10: refuses to move a department below itself", async () => {
    const created = await riyadhAdmin.query<{ createDepartment: { department: { id: string } } }>(
      "mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } userErrors { code } } }",
      { input: { hospitalId: world.riyadh, code: "LAB-2", nameAr: "مختبر", nameEn: "Lab 2", parentId: world.lab } },
    );
    const child = created.data?.createDepartment.department.id;
    const moved = await riyadhAdmin.query<Updated>(update, { input: { id: world.lab, version: 1, parentId: child } });
    expect(moved.data?.updateDepartment.userErrors[0]?.code).toBe("CYCLE");
  });

  it("CO-10: refuses a stale version with CONFLICT and changes nothing", async () => {
    const first = await riyadhAdmin.query<Updated>(update, {
      input: { id: world.lab, version: 1, nameEn: "Laboratory" },
    });
    expect(first.data?.updateDepartment.department?.version).toBe(2);
    const stale = await riyadhAdmin.query<Updated>(update, { input: { id: world.lab, version: 1, nameEn: "Other" } });
    expect(stale.errors?.[0]?.extensions).toMatchObject({ code: "CONFLICT", currentVersion: 2, id: world.lab });
  });

  it("OR-8: does not let a hospital admin write into another hospital", async () => {
    const refused = await riyadhAdmin.query(
      "mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { userErrors { code } } }",
      {
        input: { hospitalId: world.jeddah, code: "X", nameAr: "س", nameEn: "X" },
      },
    );
    expect(refused.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("OR-7: refuses to remove what others refer to, says what to do, in Arabic when asked", async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": "ar",
        authorization: `Bearer ${riyadhAdmin.accessToken}`,
      },
      body: JSON.stringify({
        query:
          "mutation ($input: DeleteInput!) { deleteDepartment(input: $input) { deletedId userErrors { code message } } }",
        variables: { input: { id: world.lab } },
      }),
    });
    const answer = (await response.json()) as {
      data: { deleteDepartment: { userErrors: { code: string; message: string }[] } };
    };
    expect(answer.data.deleteDepartment.userErrors[0]).toMatchObject({
      code: "IN_USE",
      message: expect.stringMatching(/إيقاف تفعيله/),
    });
  });

  it("pages by keyset without repeating or losing a row", async () => {
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      for (let n = 0; n < 7; n++) await buildDepartment(tx, { hospital });
    });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: {
        data?: {
          departments: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        } | null;
      } = await admin.query(
        "query ($after: String) { departments(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...(answer.data?.departments.nodes.map((node) => node.id) ?? []));
      after = answer.data?.departments.pageInfo.hasNextPage ? answer.data.departments.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(9);
    const broken = await admin.query('{ departments(after: "nonsense") { nodes { id } } }');
    expect(broken.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    const tooMany = await admin.query("{ departments(first: 101) { nodes { id } } }");
    expect(tooMany.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});
