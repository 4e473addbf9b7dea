import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import { addNote, assign } from "./px-action.service.ts";

interface Seen {
  pxActionChanged: { assignee: { id: string } | null; log: { kind: string }[] };
}

describe("pxActionChanged", () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  it("P2, PX-15: sends each change to those who may see it at that moment, fresh, and to nobody else", async () => {
    const { kernel } = server;
    const { action, manager, stranger, nurse } = await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      const other = await buildDepartment(tx, { hospital });
      return {
        manager: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department }),
        stranger: await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: other }),
        nurse: await buildUser(tx, { role: Role.STAFF, hospital, department }),
        action: await buildPxAction(tx, { hospital, department }),
      };
    });
    const watch = async (email: string) => {
      const { accessToken } = await server.signIn(email);
      const seen: Seen[] = [];
      const client = createClient({
        url: server.url.replace("http", "ws") + "/graphql",
        webSocketImpl: WebSocket,
        connectionParams: { accessToken },
      });
      const query = "subscription ($id: ID!) { pxActionChanged(id: $id) { assignee { id } log { kind } } }";
      client.subscribe<Seen>(
        { query, variables: { id: action.id } },
        { next: ({ data }) => void (data && seen.push(data)), error: () => {}, complete: () => {} },
      );
      return { seen, close: () => client.dispose() };
    };
    const [mine, theirs] = [await watch(manager.email), await watch(stranger.email)];
    const until = async (count: number) => {
      for (let n = 0; n < 100 && mine.seen.length < count; n++) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    // Until the subscription stands nothing arrives: notes are written until one does.
    for (let n = 0; n < 40 && mine.seen.length === 0; n++) {
      await kernel.tx((tx) => addNote(tx, action.id, "is anybody there?"));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const before = mine.seen.length;
    const linesBefore = mine.seen.at(-1)?.pxActionChanged.log.length ?? 0;
    await kernel.tx((tx) => assign(tx, action.id, nurse.id));
    await until(before + 1);
    const now = mine.seen.at(-1)?.pxActionChanged;
    expect(now?.log.at(-1)?.kind).toBe("ASSIGNED");
    expect(now?.log).toHaveLength(linesBefore + 1);
    expect(now?.assignee?.id).toBe(nurse.id);
    expect(theirs.seen).toEqual([]);

    // A role that was taken away counts for the open subscription too.
    await kernel.tx((tx) => sql(tx.em, "delete from role_assignment where user_id = $1", [manager.id]));
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    await kernel.tx((tx) => addNote(tx, action.id, "second"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(mine.seen).toHaveLength(before + 1);
    await Promise.all([mine.close(), theirs.close()]);
  });
});
