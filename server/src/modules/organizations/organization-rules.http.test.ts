import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildPatient, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";

interface Answer {
  hospital: { id: string; settings: { negativeThreshold: number } } | null;
  userErrors: { code: string; field: string[] }[];
}

describe("rules of organizations over GraphQL", () => {
  let server: TestServer;
  let admin: TestClient;
  let hospitalAdmin: TestClient;
  let patientId: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      patientId = (await buildPatient(tx, { hospital, mrn: "MRN-GONE" })).id;
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "hospital@t.test" });
    });
    admin = await server.signIn("admin@t.test");
    hospitalAdmin = await server.signIn("hospital@t.test");
  });
  afterAll(() => server.close());

  const create = (client: TestClient, input: object) =>
    client.query<{ createHospital: Answer }>(
      "mutation ($input: CreateHospitalInput!) { createHospital(input: $input) { hospital { id settings { negativeThreshold } } userErrors { code field } } }",
      { input },
    );

  it("OR-1: a hospital comes with its settings, and only the group adds one", async () => {
    const input = { code: "NEW", nameAr: "جديد", nameEn: "New" };
    expect((await create(hospitalAdmin, input)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    expect((await create(admin, input)).data?.createHospital.hospital?.settings.negativeThreshold).toBe(60);
    expect((await create(admin, input)).data?.createHospital.userErrors[0]?.code).toBe("CODE_TAKEN");
  });

  it("OR-2: reports all blanks together", async () => {
    const answer = await create(admin, { code: " ", nameAr: "", nameEn: "\u00a0" });
    expect(answer.data?.createHospital.userErrors).toEqual(
      ["code", "nameAr", "nameEn"].map((field) => ({ code: "REQUIRED", field: [field] })),
    );
  });

  it("OR-3: refuses a time zone that does not exist", async () => {
    const answer = await create(admin, { code: "ZONE", nameAr: "منطقة", nameEn: "Zone", timeZone: "Asia/Atlantis" });
    expect(answer.data?.createHospital.userErrors[0]?.code).toBe("UNKNOWN_TIME_ZONE");
  });

  it("OR-12: a removed patient is hidden, and the row stays for its history", async () => {
    const list = () =>
      hospitalAdmin.query<{ patients: { totalCount: number } }>(
        '{ patients(filter: { mrn: "MRN-GONE" }) { totalCount } }',
      );
    expect((await list()).data?.patients.totalCount).toBe(1);
    await hospitalAdmin.query("mutation ($input: DeleteInput!) { deletePatient(input: $input) { deletedId } }", {
      input: { id: patientId },
    });
    expect((await list()).data?.patients.totalCount).toBe(0);
    const again = await server.kernel.tx((tx) =>
      tx.em
        .getKysely()
        .selectFrom("patient" as never)
        .selectAll()
        .execute(),
    );
    expect(again).toHaveLength(1);
  });
});
