import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../../testing/factories.ts";
import { statementsOf } from "../../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../../testing/test-server.ts";
import { Role } from "../../accounts/index.ts";
import { sql } from "../../core/index.ts";

interface Payload {
  isSaved: boolean | null;
  rowCount: number | null;
  created: number | null;
  updated: number | null;
  unchanged: number | null;
  problems: { row: number; column: string | null; code: string; severity: string; message: string }[] | null;
  userErrors: { code: string; field: string[]; message: string }[];
}
type Kind = "Departments" | "Physicians" | "Employees" | "Patients";

describe("CSV import", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospitalId: string;
  let otherId: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      hospitalId = hospital.id;
      otherId = (await buildHospital(tx)).id;
      const opd = await buildDepartment(tx, { hospital, code: "OPD" });
      await buildDepartment(tx, { hospital, code: "OPD-EYE", parent: opd });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "admin@t.test" });
    });
    admin = await server.signIn("admin@t.test");
  });
  afterAll(() => server.close());

  async function run(kind: Kind, csv: string, more: object = {}) {
    const answer = await admin.query<Record<string, Payload>>(
      `mutation ($input: ImportInput!) { import${kind}(input: $input) {
        isSaved rowCount created updated unchanged
        problems { row column code severity message } userErrors { code field message } } }`,
      { input: { hospitalId, isDryRun: false, csv, ...more } },
    );
    const payload = answer.data?.[`import${kind}`];
    if (!payload) throw new Error(answer.errors?.[0]?.extensions?.code ?? "no answer");
    return payload;
  }
  const count = async (table: string) =>
    Number(
      (await sql<{ n: string }>(server.kernel.orm.em.fork(), `select count(*) as n from ${table}`))[0]?.n ?? Number.NaN,
    );
  const codes = (payload: Payload) => payload.problems?.map(({ row, column, code }) => [row, column, code]);

  it("OR-15: a dry run says what would happen and writes nothing; the same file twice changes nothing", async () => {
    const csv =
      "\ufefflicense_number;name_ar;name_en;department_code;active\r\nL-1;د. هدى;Dr. Huda;OPD;نعم\r\nL-٢;د. علي;Dr. Ali;;yes\r\n";
    const before = await count("physician");
    expect(await run("Physicians", csv, { isDryRun: true })).toMatchObject({
      isSaved: false,
      created: 2,
      problems: [],
    });
    expect(await count("physician")).toBe(before);
    expect(await run("Physicians", csv)).toMatchObject({ isSaved: true, rowCount: 2, created: 2 });
    expect(await run("Physicians", csv)).toMatchObject({ isSaved: true, created: 0, updated: 0, unchanged: 2 });
    const changed = csv.replace("Dr. Ali", "Dr. Ali Omar");
    expect(await run("Physicians", changed)).toMatchObject({ isSaved: true, updated: 1, unchanged: 1 });
    expect(await count("physician")).toBe(before + 2);
    const trail = await sql(
      server.kernel.orm.em.fork(),
      "select 1 from audit_event where action = 'physician.imported' and hospital_id = $1",
      [hospitalId],
    );
    expect(trail).toHaveLength(3);
  });

  it("OR-15: names each row that is wrong, and then saves none", async () => {
    const csv = [
      "license_number,name_ar,name_en,department_code,active",
      "L-90,د. أ,Dr. A,OPD,yes",
      "L-91,,Dr. B,NOWHERE,perhaps",
      "L-90,د. ج,Dr. C,,",
      ",,,,",
    ].join("\n");
    const before = await count("physician");
    const answer = await run("Physicians", csv);
    expect(answer).toMatchObject({ isSaved: false, rowCount: 3 });
    expect(codes(answer)).toEqual(
      expect.arrayContaining([
        [3, "name_ar", "REQUIRED"],
        [3, "department_code", "UNKNOWN_REFERENCE"],
        [3, "active", "BAD_FLAG"],
        [4, "license_number", "REPEATED"],
      ]),
    );
    expect(await count("physician")).toBe(before);
  });

  it("OR-15, OR-10: departments may lie below one of the same file, and never below themselves", async () => {
    const csv = "code,name_ar,name_en,parent_code\nSUB,فرع,Sub,NEW\nNEW,جديد,New,OPD";
    expect(await run("Departments", csv)).toMatchObject({ isSaved: true, created: 2 });
    const loop = "code,name_ar,name_en,parent_code\nOPD,عيادات,OPD,SUB";
    const refused = await run("Departments", loop);
    expect(refused.isSaved).toBe(false);
    expect(codes(refused)).toEqual([[2, "parent_code", "CYCLE"]]);
  });

  it("OR-15, OR-13: patients' warnings are accepted by code, and no problem or audit entry holds identity", async () => {
    const csv = "mrn,name_en,national_id,mobile\nM-1,Secret Name,1000000009,0501239876\nM-2,Other Secret,,12";
    const refused = await run("Patients", csv, { acceptWarnings: ["NATIONAL_ID_CHECKSUM"] });
    expect(refused.isSaved).toBe(false);
    expect(refused.problems).toMatchObject([
      { row: 2, column: "national_id", code: "NATIONAL_ID_CHECKSUM", severity: "WARNING" },
      { row: 3, column: "mobile", code: "BAD_PHONE", severity: "ERROR" },
    ]);
    const mended = csv.replace(",12", ",0501239877");
    expect((await run("Patients", mended)).isSaved).toBe(false);
    const saved = await run("Patients", mended, { acceptWarnings: ["NATIONAL_ID_CHECKSUM"] });
    expect(saved).toMatchObject({ isSaved: true, created: 2 });
    expect((await run("Patients", mended)).unchanged).toBe(2);
    const trail = await sql<{ text: string }>(
      server.kernel.orm.em.fork(),
      "select coalesce(after::text, '') || coalesce(before::text, '') as text from audit_event where action like 'patient.%'",
    );
    for (const text of [JSON.stringify(refused), ...trail.map((entry) => entry.text)])
      expect(text).not.toMatch(/Secret|1000000009|501239876/);
  });

  it("OR-15: refuses a file that is none, that lacks columns, or that is too long", async () => {
    const code = async (csv: string) => (await run("Employees", csv)).userErrors[0]?.code;
    expect(await code('employee_number,name_ar\n"E-1')).toBe("NOT_CSV");
    expect(await code("employee_number,name_ar\nE-1,أ")).toBe("MISSING_COLUMNS");
    expect(await code("employee_number,name_ar,name_en\n,,")).toBe("EMPTY_FILE");
    const long = Array.from({ length: 1_001 }, (_, n) => `E-${n},أ,A`).join("\n");
    expect(await code(`employee_number,name_ar,name_en\n${long}`)).toBe("TOO_MANY_ROWS");
  });

  it("OR-8: imports nothing into a hospital that the caller does not manage", async () => {
    await expect(run("Employees", "employee_number,name_ar,name_en\nE-1,أ,A", { hospitalId: otherId })).rejects.toThrow(
      "FORBIDDEN",
    );
  });

  it("asks the database as often for 200 rows as for two", async () => {
    const csv = (from: number, n: number) =>
      `employee_number,name_ar,name_en,department_code\n${Array.from({ length: n }, (_, i) => `E-${from + i},أ,A,OPD`).join("\n")}`;
    const few = (await statementsOf(() => run("Employees", csv(1, 2)))).length;
    const many = (await statementsOf(() => run("Employees", csv(1_000, 200)))).length;
    expect(many).toBeLessThanOrEqual(few + 2);
  });

  it("gives a template that can be imported as it is", async () => {
    const answer = await admin.query<{ importTemplate: string }>("{ importTemplate(kind: PATIENTS) }");
    expect(await run("Patients", answer.data?.importTemplate ?? "", { isDryRun: true })).toMatchObject({
      rowCount: 1,
      problems: [],
    });
  });
});
