import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql, type Tx } from "../core/index.ts";

interface Saved {
  createPatient: Outcome;
  updatePatient: Outcome;
}
interface Outcome {
  patient: { id: string; version: number; nationalId: string; mobile: string } | null;
  userErrors: { code: string; severity: string; field: string[] }[];
}

describe("patients as people keep them", () => {
  let server: TestServer;
  let admin: TestClient;
  let agent: TestClient;
  let hospitalId: string;
  let lab: { id: string };
  const fields = "patient { id version nationalId mobile } userErrors { code severity field }";

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx: Tx) => {
      const hospital = await buildHospital(tx);
      hospitalId = hospital.id;
      lab = await buildDepartment(tx, { hospital, code: "LAB" });
      await buildPhysician(tx, { hospital, department: lab as never });
      await buildPatient(tx, { hospital, mrn: "MRN-1", mobile: "+966501234567" });
      await buildPatient(tx, { hospital, mrn: "MRN-2" });
      await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital, email: "admin@t.test" });
      await buildUser(tx, { role: Role.CALL_CENTER_AGENT, hospital, email: "agent@t.test" });
    });
    admin = await server.signIn("admin@t.test");
    agent = await server.signIn("agent@t.test");
  });
  afterAll(() => server.close());

  const create = (input: object) =>
    admin.query<Saved>(`mutation ($input: CreatePatientInput!) { createPatient(input: $input) { ${fields} } }`, {
      input: { hospitalId, ...input },
    });
  const update = (input: object) =>
    admin.query<Saved>(`mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { ${fields} } }`, {
      input,
    });

  it("OR-13: warns about an id, saves it when the warning is accepted, and does not ask again", async () => {
    const given = { mrn: "٧٧١", nationalId: "١٠٠٠٠٠٠٠٠٩", mobile: "٠٥٠٩٩٩٨٨٧٧" };
    const warned = (await create(given)).data?.createPatient;
    expect(warned?.patient).toBeNull();
    expect(warned?.userErrors).toEqual([{ code: "NATIONAL_ID_CHECKSUM", severity: "WARNING", field: ["nationalId"] }]);
    const saved = (await create({ ...given, acceptWarnings: ["NATIONAL_ID_CHECKSUM"] })).data?.createPatient;
    expect(saved?.userErrors).toEqual([]);
    expect(saved?.patient).toMatchObject({ nationalId: "1000000009", mobile: "+966509998877" });
    const same = { id: saved?.patient?.id, version: saved?.patient?.version, nationalId: "1000000009" };
    expect((await update({ ...same, nameEn: "Huda" })).data?.updatePatient.userErrors).toEqual([]);
    const trail = await sql<{ after: { fields: string[]; acceptedWarnings?: string[] } }>(
      server.kernel.orm.em.fork(),
      "select after from audit_event where target_id = $1 and action in ('patient.created', 'patient.updated') order by id",
      [saved?.patient?.id],
    );
    expect(trail.map(({ after }) => after)).toEqual([
      { fields: expect.arrayContaining(["nationalId"]), acceptedWarnings: ["NATIONAL_ID_CHECKSUM"] },
      { fields: ["nameEn"] },
    ]);
  });

  it("OR-13: a warning can't hide an error", async () => {
    const answer = await create({ mrn: " ", mobile: "12", acceptWarnings: ["BAD_PHONE", "REQUIRED"] });
    expect(answer.data?.createPatient.userErrors.map(({ code, severity }) => [code, severity])).toEqual([
      ["REQUIRED", "ERROR"],
      ["BAD_PHONE", "ERROR"],
    ]);
  });

  it("OR-14: an agent finds a patient by naming one, and can't look through them", async () => {
    const find = async (client: TestClient, filter: object) =>
      (
        await client.query<{ patients: { nodes: { mrn: string }[] } }>(
          "query ($filter: PatientFilter) { patients(filter: $filter) { nodes { mrn } } }",
          { filter },
        )
      ).data?.patients.nodes.map(({ mrn }) => mrn);
    expect(await find(agent, {})).toEqual([]);
    expect(await find(agent, { hospitalId: [hospitalId], hasContactConsent: true })).toEqual([]);
    expect(await find(agent, { mobile: "٠٥٠ ١٢٣ ٤٥٦٧" })).toEqual(["MRN-1"]);
    expect(await find(agent, { mrn: "MRN-2" })).toEqual(["MRN-2"]);
    expect((await find(admin, {}))?.length).toBeGreaterThan(1);
  });

  it("OR-11: masked identity leaves no trace, and is masked for everybody", async () => {
    const reads = () =>
      sql(server.kernel.orm.em.fork(), "select 1 from audit_event where action = 'patient.identityRead'");
    const before = (await reads()).length;
    const answer = await admin.query<{ patients: { nodes: { masked: { mobile: string } }[] } }>(
      '{ patients(filter: { mrn: "MRN-1" }) { nodes { masked { nameEn mobile } abilities { canEdit } } } }',
    );
    expect(answer.data?.patients.nodes[0]).toMatchObject({
      masked: { mobile: "••••••567" },
      abilities: { canEdit: true },
    });
    expect((await reads()).length).toBe(before);
  });

  it("OR-7: says what hangs on a department that can't be removed", async () => {
    const answer = await admin.query<{ deleteDepartment: { userErrors: { code: string; message: string }[] } }>(
      "mutation ($input: DeleteInput!) { deleteDepartment(input: $input) { userErrors { code message } } }",
      { input: { id: lab.id } },
    );
    expect(answer.data?.deleteDepartment.userErrors[0]).toMatchObject({
      code: "IN_USE",
      message: expect.stringContaining("physicians"),
    });
  });

  it("shows abilities where a right reaches, and none to who only reads", async () => {
    const abilities = async (client: TestClient) =>
      (
        await client.query<{ hospital: { abilities: object } }>(
          "query ($id: ID!) { hospital(id: $id) { abilities { canEdit canAddPatient } } }",
          { id: hospitalId },
        )
      ).data?.hospital.abilities;
    expect(await abilities(admin)).toEqual({ canEdit: true, canAddPatient: true });
    expect(await abilities(agent)).toEqual({ canEdit: false, canAddPatient: false });
  });
});
