import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role, type User } from "../accounts/index.ts";
import { runTx, scopeFor, sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { moveRoutingRule } from "./routing-rule.service.ts";

interface Moved {
  readonly moveRoutingRule: {
    readonly routingRule: { readonly position: number } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
  };
}
interface Preview {
  readonly routingPreview: {
    readonly target: string | null;
    readonly ownerNameEn: string | null;
    readonly openCount: number | null;
    readonly considered: readonly { readonly nameEn: string; readonly verdict: string }[];
  };
}

describe("PX-3: routing rules over the API", () => {
  let server: TestServer;
  let hospital: Hospital;
  let other: Hospital;
  let ward: Department;
  let manager: User;
  let admin: TestClient;
  let local: TestClient;
  let localId: string;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    server = await startTestServer();
    const users = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      other = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      manager = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
      return {
        admin: await buildUser(tx, { role: Role.PX_ADMIN }),
        local: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital }),
      };
    });
    admin = await server.signIn(users.admin.email);
    local = await server.signIn(users.local.email);
    localId = users.local.id;
    await create("for the ward", { hospitalId: hospital.id, departmentId: ward.id, target: "DEPARTMENT_MANAGER" });
    await create("for surveys", { hospitalId: hospital.id, source: "STAGE_SURVEY", target: "PX_TEAM" });
    await create("elsewhere", { hospitalId: other.id, target: "PX_TEAM" });
  });
  afterAll(() => server.close());

  async function create(name: string, fields: object): Promise<void> {
    const input = { nameAr: name, nameEn: name, position: (ids.size + 1) * 10, ...fields };
    const { data } = await admin.query<{ createRoutingRule: { routingRule: { id: string } } }>(
      "mutation ($input: CreateRoutingRuleInput!) { createRoutingRule(input: $input) { routingRule { id } userErrors { code } } }",
      { input },
    );
    ids.set(name, data?.createRoutingRule.routingRule.id ?? "");
  }
  const order = async () =>
    (
      await server.kernel.tx((tx) =>
        sql<{ name: string; position: number }>(
          tx.em,
          "select name_en as name, position from routing_rule where not is_default order by position, id",
        ),
      )
    ).map(({ name }) => name);
  const move = async (client: TestClient, name: string | undefined, after: string | null) => {
    const { data, errors } = await client.query<Moved>(
      "mutation ($input: MoveRoutingRuleInput!) { moveRoutingRule(input: $input) { routingRule { position } userErrors { code field } } }",
      { input: { id: name && (ids.get(name) ?? name), afterId: after && (ids.get(after) ?? after) } },
    );
    return { ...data?.moveRoutingRule, refusal: errors?.[0]?.extensions?.code };
  };
  const defaultId = async () =>
    (await server.kernel.tx((tx) => sql<{ id: string }>(tx.em, "select id from routing_rule where is_default")))[0]?.id;
  const ofHospital = async () => {
    const viewer = await server.kernel.loadViewer(localId);
    if (!viewer) throw new Error("the administrator of the hospital is gone");
    return viewer;
  };
  const preview = async (client: TestClient, question: object) => {
    const { data, errors } = await client.query<Preview>(
      `query ($input: RoutingPreviewInput!) { routingPreview(input: $input) {
         target ownerNameEn openCount considered { nameEn verdict } } }`,
      { input: { hospitalId: hospital.id, source: "MANUAL", priority: "HIGH", ...question } },
    );
    return { ...data?.routingPreview, refusal: errors?.[0]?.extensions?.code };
  };
  const verdicts = (answer: Awaited<ReturnType<typeof preview>>) =>
    Object.fromEntries((answer.considered ?? []).map(({ nameEn, verdict }) => [nameEn, verdict]));

  it("PX-3: a rule is put behind another or first; the others keep their order, and each move is audited", async () => {
    expect(await order()).toEqual(["for the ward", "for surveys", "elsewhere"]);
    expect((await move(admin, "for the ward", "for surveys")).userErrors).toEqual([]);
    expect(await order()).toEqual(["for surveys", "for the ward", "elsewhere"]);
    await move(admin, "elsewhere", null);
    expect(await order()).toEqual(["elsewhere", "for surveys", "for the ward"]);
    // Until no gap is left between neighbours: then all are numbered anew.
    for (let n = 0; n < 12; n++) await move(admin, n % 2 ? "for surveys" : "for the ward", "elsewhere");
    expect(await order()).toEqual(["elsewhere", "for surveys", "for the ward"]);
    const trail = await server.kernel.tx((tx) =>
      sql<{ target: string; after: object }>(
        tx.em,
        "select target_id as target, after from audit_event where action = 'routingRule.moved' order by created_at, id",
      ),
    );
    expect(trail).toHaveLength(14);
    expect(trail[0]).toMatchObject({ target: ids.get("for the ward"), after: { afterId: ids.get("for surveys") } });
  });

  it("PX-3: the default stays last, and a rule is not moved behind itself", async () => {
    const last = (await defaultId()) ?? "";
    for (const [name, after] of [
      [last, null],
      ["for surveys", last],
      ["for surveys", "for surveys"],
    ] as const)
      expect((await move(admin, name, after)).userErrors).toEqual([{ code: "DEFAULT_RULE", field: ["afterId"] }]);
    expect(await order()).toEqual(["elsewhere", "for surveys", "for the ward"]);
  });

  it("P2: rules of the group and of another hospital are not moved from one hospital, and by nobody without the right", async () => {
    expect((await move(local, "for surveys", null)).refusal).toBe("FORBIDDEN");
    const actor = { kind: "SYSTEM", label: "test" } as const;
    const scope = scopeFor(await ofHospital(), "routing.read");
    const within = (id: string | undefined) =>
      runTx(server.kernel, { actor, scope }, (tx) => moveRoutingRule(tx, id ?? "", null));
    await expect(within(await defaultId())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(within(ids.get("elsewhere"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await order()).toEqual(["elsewhere", "for surveys", "for the ward"]);
    await within(ids.get("for the ward"));
    expect(await order()).toEqual(["for the ward", "elsewhere", "for surveys"]);
  });

  it("PX-3, PX-4: the preview says who would get it and why each rule fits or not, and opens nothing", async () => {
    await server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, assignee: manager }));
    const count = async () =>
      (await server.kernel.tx((tx) => sql<{ n: number }>(tx.em, "select count(*)::int as n from px_action")))[0]?.n;
    const before = await count();
    const ofWard = await preview(local, { departmentId: ward.id });
    expect(ofWard).toMatchObject({ target: "DEPARTMENT_MANAGER", ownerNameEn: manager.nameEn, openCount: 1 });
    expect(verdicts(ofWard)).toMatchObject({ "for the ward": "CHOSEN", "for surveys": "OTHER_SOURCE" });
    // The first that fits is chosen; what comes after it is not even tried.
    expect(verdicts(await preview(local, { departmentId: ward.id, source: "STAGE_SURVEY" }))).toMatchObject({
      "for the ward": "CHOSEN",
      "for surveys": "LATER",
    });
    const ofHouse = await preview(local, { source: "STAGE_SURVEY" });
    expect(ofHouse.target).toBe("PX_TEAM");
    expect(verdicts(ofHouse)).toMatchObject({ "for the ward": "OTHER_DEPARTMENT", "for surveys": "CHOSEN" });
    expect(Object.keys(verdicts(ofHouse))).not.toContain("elsewhere");
    expect(await count()).toBe(before);
  });

  it("PX-3: what the preview says is what happens", async () => {
    const { ownerNameEn } = await preview(local, { departmentId: ward.id });
    const action = await server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward }));
    expect(action.assignee?.id).toBe(manager.id);
    expect(ownerNameEn).toBe(manager.nameEn);
  });

  it("P2: nobody previews another hospital, or a department that is not of the hospital", async () => {
    expect((await preview(local, { hospitalId: other.id })).refusal).toBe("NOT_FOUND");
    expect((await preview(admin, { hospitalId: other.id, departmentId: ward.id })).refusal).toBe("FORBIDDEN");
    const staff = await server.kernel.tx((tx) => buildUser(tx, { role: Role.STAFF, hospital, department: ward }));
    expect((await preview(await server.signIn(staff.email), {})).refusal).toBe("FORBIDDEN");
  });
});
