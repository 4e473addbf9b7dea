import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import type { Hospital } from "../organizations/index.ts";
import { Role } from "./role-matrix.ts";
import type { User } from "./user.entity.ts";

interface Trail {
  auditEvents: {
    totalCount: number;
    nodes: {
      id: string;
      action: string;
      hospital: { code: string } | null;
      changes: { field: string; after: unknown; afterNames: { nameEn: string }[] }[];
    }[];
  };
}

describe("CO-41: the trail as a list", () => {
  let server: TestServer;
  let user: User;
  let here: Hospital;
  let there: Hospital;
  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      here = await buildHospital(tx);
      there = await buildHospital(tx);
      user = await buildUser(tx, { email: "audit-admin@px360.test", role: Role.PX_ADMIN });
      await buildUser(tx, { email: "audit-here@px360.test", role: Role.HOSPITAL_ADMIN, hospital: here });
      for (const hospital of [here, there])
        tx.audit({
          action: "test.moved",
          targetType: "Test",
          targetId: hospital.id,
          hospitalId: hospital.id,
          after: { assigneeId: user.id, tickedById: user.id, hospitalId: hospital.id, ownerId: hospital.id, note: "" },
        });
    });
  });
  afterAll(() => server.close());
  const ask = async (who: string, filter: object) => {
    const client = await server.signIn(who);
    const answer = await client.query<Trail>(
      `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { totalCount
         nodes { id action hospital { code } changes { field after afterNames { nameEn } } } } }`,
      { filter },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.auditEvents ?? { totalCount: 0, nodes: [] };
  };

  it("names people and places behind ids, and leaves an id alone that is nobody's", async () => {
    const { nodes } = await ask("audit-admin@px360.test", { action: ["test.moved"] });
    expect(nodes).toHaveLength(2);
    const one = nodes.find(({ hospital }) => hospital?.code === here.code);
    const names = new Map(one?.changes.map(({ field, afterNames }) => [field, afterNames.map(({ nameEn }) => nameEn)]));
    expect(names).toEqual(
      new Map([
        ["assigneeId", [user.nameEn]],
        ["tickedById", [user.nameEn]],
        ["hospitalId", [here.nameEn]],
        ["ownerId", []],
      ]),
    );
  });

  it("keeps to the hospitals of the reader, in the list and for one entry", async () => {
    const { nodes } = await ask("audit-here@px360.test", { targetType: ["Test"] });
    expect(nodes.map(({ hospital }) => hospital?.code)).toEqual([here.code]);
    const all = await ask("audit-admin@px360.test", { targetType: ["Test"] });
    const foreign = all.nodes.find(({ hospital }) => hospital?.code === there.code);
    const client = await server.signIn("audit-here@px360.test");
    const answer = await client.query("query ($id: ID!) { auditEvent(id: $id) { id } }", { id: foreign?.id });
    expect(answer.data).toEqual({ auditEvent: null });
  });

  it("finds by actor and by time", async () => {
    const mine = await ask("audit-admin@px360.test", {
      actorId: [user.id],
      createdAt: { from: "2020-01-01T00:00:00Z" },
    });
    expect(mine.nodes.every(({ action }) => action !== "test.moved")).toBe(true);
    expect((await ask("audit-admin@px360.test", { createdAt: { to: "2020-01-01T00:00:00Z" } })).totalCount).toBe(0);
  });
});
