import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { sql } from "../core/index.ts";
import { Role } from "./role-matrix.ts";

interface View {
  id: string;
  name: string;
  state: object;
  isMine: boolean;
  sharedRole: string | null;
}
interface Preference {
  columns: string[] | null;
  density: string | null;
  defaultViewId: string | null;
}
type Answer = { userErrors?: { code: string }[]; view?: View | null; preference?: Preference | null };

const view = "view { id name state isMine sharedRole }";
const preference = "preference { columns density defaultViewId }";

describe("views of lists", () => {
  let server: TestServer;
  let admin: TestClient;
  let coordinator: TestClient;
  let manager: TestClient;
  let foreign: TestClient;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const [here, there] = [await buildHospital(tx), await buildHospital(tx)];
      const [lab, far] = [
        await buildDepartment(tx, { hospital: here }),
        await buildDepartment(tx, { hospital: there }),
      ];
      await buildUser(tx, { role: Role.PX_ADMIN, email: "admin@t.test" });
      await buildUser(tx, { role: Role.PX_COORDINATOR, hospital: here, email: "px@t.test" });
      const role = Role.DEPARTMENT_MANAGER;
      await buildUser(tx, { role, hospital: here, department: lab, email: "lab@t.test" });
      await buildUser(tx, { role, hospital: there, department: far, email: "far@t.test" });
    });
    [admin, coordinator, manager, foreign] = (await Promise.all(
      ["admin@t.test", "px@t.test", "lab@t.test", "far@t.test"].map((email) => server.signIn(email)),
    )) as [TestClient, TestClient, TestClient, TestClient];
  });
  afterAll(() => server.close());

  async function command(client: TestClient, field: string, type: string, wanted: string, input: object) {
    const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${wanted} userErrors { code } } }`;
    const { data, errors } = await client.query<Record<string, Answer>>(document, { input });
    return { ...data?.[field], refusal: errors?.[0]?.extensions?.code };
  }
  const save = (client: TestClient, input: object) => command(client, "saveView", "SaveViewInput", view, input);
  const share = (client: TestClient, input: object) =>
    command(client, "shareSavedView", "ShareSavedViewInput", view, input);
  const setDefault = (client: TestClient, input: object) =>
    command(client, "setDefaultView", "SetDefaultViewInput", preference, input);
  const look = (client: TestClient, input: object) =>
    command(client, "saveListPreference", "SaveListPreferenceInput", preference, input);
  async function setup(client: TestClient, list: string) {
    const { data } = await client.query<{ myListSetup: { views: View[]; preference: Preference | null } }>(
      `query ($list: String!) { myListSetup(list: $list) { views { id name state isMine sharedRole } ${preference} } }`,
      { list },
    );
    if (!data) throw new Error("no setup");
    return data.myListSetup;
  }

  it("AC-30: a view is the owner's alone; it is renamed, changed and deleted by nobody else", async () => {
    const made = await save(manager, { list: "actions", name: " Mine ", state: { isOpen: "1", sort: "-DUE_AT" } });
    expect(made.view).toMatchObject({ name: "Mine", state: { isOpen: "1", sort: "-DUE_AT" }, isMine: true });
    const id = made.view?.id;
    expect((await setup(admin, "actions")).views).toEqual([]);
    expect((await setup(manager, "journeys")).views).toEqual([]);
    const changed = { id, list: "actions", name: "Late", state: { isOverdue: "1" } };
    expect((await save(admin, changed)).refusal).toBe("NOT_FOUND");
    expect((await share(admin, { id, role: "ANALYST" })).refusal).toBe("NOT_FOUND");
    expect((await save(manager, changed)).view).toMatchObject({ id, name: "Late", state: { isOverdue: "1" } });
    const remove = (client: TestClient) =>
      command(client, "deleteSavedView", "DeleteSavedViewInput", "deletedId", { id });
    expect((await remove(admin)).refusal).toBe("NOT_FOUND");
    await remove(manager);
    expect((await setup(manager, "actions")).views).toEqual([]);
  });

  it("AC-30, P2: neither the place in the list nor what may name a patient is kept", async () => {
    const state = { status: "OPEN", search: "Sara", mrn: "7", patientIdentifier: "7", encounterId: "E", after: "x" };
    const { view: kept } = await save(manager, { list: "journeys", name: "Clean", state });
    expect(kept?.state).toEqual({ status: "OPEN" });
    const [row] = await sql<{ state: object }>(
      server.kernel.orm.em.fork(),
      "select state from saved_view where id = $1",
      [kept?.id],
    );
    expect(row?.state).toEqual({ status: "OPEN" });
  });

  it.each([
    [{ name: "  " }, "NAME_MISSING"],
    [{ list: "drop table" }, "LIST_UNKNOWN"],
    [{ state: ["a"] }, "VIEW_STATE_INVALID"],
    [{ state: { status: 7 } }, "VIEW_STATE_INVALID"],
    [{ state: { status: "x".repeat(5_000) } }, "VIEW_STATE_INVALID"],
  ])("AC-30: refuses %j with %s", async (wrong, code) => {
    const { userErrors } = await save(manager, { list: "actions", name: "A", state: {}, ...wrong });
    expect(userErrors).toEqual([{ code }]);
  });

  it("AC-30: nobody hoards views", async () => {
    const made = [];
    for (let n = 0; n <= 50; n++) made.push(await save(foreign, { list: "surveys", name: `V${n}`, state: {} }));
    expect(made.at(-1)?.userErrors).toEqual([{ code: "TOO_MANY_VIEWS" }]);
    expect((await setup(foreign, "surveys")).views).toHaveLength(50);
  });

  it("AC-31: a shared view reaches the role within the sharer's hospitals, and is not theirs to change", async () => {
    const { view: made } = await save(coordinator, { list: "complaints", name: "Ours", state: { isOpen: "1" } });
    expect((await share(manager, { id: made?.id, role: "STAFF" })).refusal).toBe("FORBIDDEN");
    expect((await share(coordinator, { id: made?.id, role: "DEPARTMENT_MANAGER" })).view?.sharedRole).toBe(
      "DEPARTMENT_MANAGER",
    );
    expect((await setup(manager, "complaints")).views).toMatchObject([{ id: made?.id, isMine: false }]);
    expect((await setup(foreign, "complaints")).views).toEqual([]);
    await share(coordinator, { id: made?.id, role: null });
    expect((await setup(manager, "complaints")).views).toEqual([]);
  });

  it("AC-31: what the group shares reaches every hospital, and the audit trail says so without the name", async () => {
    const { view: made } = await save(admin, { list: "feedback", name: "Sara's file", state: {} });
    await share(admin, { id: made?.id, role: "DEPARTMENT_MANAGER" });
    for (const client of [manager, foreign]) expect((await setup(client, "feedback")).views).toHaveLength(1);
    expect((await setup(coordinator, "feedback")).views).toEqual([]);
    const trail = await sql<{ text: string }>(
      server.kernel.orm.em.fork(),
      "select row_to_json(a)::text as text from audit_event a where action = 'savedView.shared' and target_id = $1",
      [made?.id],
    );
    expect(trail).toHaveLength(1);
    expect(trail[0]?.text).not.toContain("Sara");
  });

  it("AC-32: columns, density and default view are kept side by side, per user and list", async () => {
    expect((await look(manager, { list: "actions", columns: ["title", "due"] })).preference).toEqual({
      columns: ["title", "due"],
      density: null,
      defaultViewId: null,
    });
    await look(manager, { list: "actions", density: "COMFORTABLE" });
    const { view: made } = await save(manager, { list: "actions", name: "First", state: {} });
    const chosen = await setDefault(manager, { list: "actions", viewId: made?.id });
    const all = { columns: ["title", "due"], density: "COMFORTABLE", defaultViewId: made?.id };
    expect(chosen.preference).toEqual(all);
    expect((await setup(manager, "actions")).preference).toEqual(all);
    expect((await setup(foreign, "actions")).preference).toBeNull();
    expect((await look(manager, { list: "actions", columns: null })).preference?.columns).toBeNull();
  });

  it("AC-32: only a view that one sees becomes the default, and a deleted one stops being it", async () => {
    const { view: made } = await save(coordinator, { list: "events", name: "Gone soon", state: {} });
    expect((await setDefault(manager, { list: "events", viewId: made?.id })).refusal).toBe("NOT_FOUND");
    await share(coordinator, { id: made?.id, role: "DEPARTMENT_MANAGER" });
    expect((await setDefault(manager, { list: "events", viewId: made?.id })).preference?.defaultViewId).toBe(made?.id);
    await command(coordinator, "deleteSavedView", "DeleteSavedViewInput", "deletedId", { id: made?.id });
    expect((await setup(manager, "events")).preference?.defaultViewId).toBeNull();
  });
});
