import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "../../../testing/drain.ts";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { runSystemTx, type Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import type { ModuleDefinition } from "../module.ts";
import { defineEvent, subscriber, type Delivery } from "./event.ts";
import { deliverOutbox, outboxContract } from "./outbox.ts";

interface Happened {
  readonly what: string;
}
const happened = defineEvent<Happened>("test.happened");

describe("CO-5: what an event causes", () => {
  let kernel: TestKernel;
  /** What `test.fragile` can't do for now. */
  const broken = new Set<string>();

  /** Writes its effect first: what fails afterwards must take it along. */
  const effectOf = (name: string) => (tx: Tx, deliveries: readonly Delivery<Happened>[]) => {
    for (const { payload } of deliveries) {
      tx.audit({ action: "test.effect", targetType: name, targetId: payload.what });
      if (name === "test.fragile" && broken.has(payload.what)) throw new Error("can't be done now");
    }
    return Promise.resolve();
  };
  const listeners: ModuleDefinition = {
    name: "listeners",
    entities: [],
    resolvers: [],
    subscribers: ["test.steady", "test.fragile"].map((name) =>
      subscriber({ name, event: happened, handle: effectOf(name) }),
    ),
  };

  beforeAll(async () => (kernel = await createTestKernel({}, [listeners])));
  beforeEach(() => (kernel.time = new Date()));
  afterAll(() => kernel.close());

  const announce = (...all: string[]) =>
    kernel.tx(async (tx) => {
      for (const what of all) tx.emit(happened, { what });
      return Promise.resolve();
    });
  const rowsOf = (what: string) =>
    kernel.tx((tx) =>
      sql<{ id: string; subscriber: string; status: string; attempts: number; due: Date }>(
        tx.em,
        "select id, subscriber, status, attempts, available_at as due from outbox_message where payload->>'what' = $1 order by subscriber",
        [what],
      ),
    );
  const states = async (what: string) => (await rowsOf(what)).map(({ status }) => status);
  const effects = async (what: string) =>
    (
      await kernel.tx((tx) =>
        sql<{ by: string }>(
          tx.em,
          "select target_type as by from audit_event where action = 'test.effect' and target_id = $1 order by 1",
          [what],
        ),
      )
    ).map(({ by }) => by);
  const deliver = () => drain(kernel, [{ contract: outboxContract, handle: deliverOutbox }], { onFailure: "settle" });

  it("CO-5: one row for each subscriber, in the transaction of the event", async () => {
    await announce("born");
    expect((await rowsOf("born")).map(({ subscriber, status }) => `${subscriber} ${status}`)).toEqual([
      "test.fragile WAITING",
      "test.steady WAITING",
    ]);
    const failing = kernel.tx((tx) => {
      tx.emit(happened, { what: "unborn" });
      return Promise.reject(new Error("changed its mind"));
    });
    await expect(failing).rejects.toThrow("changed its mind");
    expect(await rowsOf("unborn")).toEqual([]);
  });

  it("CO-5: however often it is delivered, and by two at once, the effect happens once", async () => {
    await announce("twice");
    const ids = (await rowsOf("twice")).map(({ id }) => id);
    const again = () => runSystemTx(kernel, "test", (tx) => deliverOutbox(tx, ids));
    await Promise.all([again(), again()]);
    await again();
    expect(await states("twice")).toEqual(["DONE", "DONE"]);
    expect(await effects("twice")).toEqual(["test.fragile", "test.steady"]);
  });

  it("CO-5: a subscriber that fails keeps nobody off, leaves nothing half done, and is asked again until it works", async () => {
    broken.add("bad");
    await announce("good", "bad");
    await deliver();
    expect(await effects("good")).toEqual(["test.fragile", "test.steady"]);
    expect(await effects("bad")).toEqual(["test.steady"]);
    const [waiting] = await rowsOf("bad");
    expect(waiting).toMatchObject({ subscriber: "test.fragile", status: "WAITING", attempts: 1 });
    await deliver();
    expect((await rowsOf("bad"))[0]?.attempts).toBe(1);

    broken.delete("bad");
    kernel.time = new Date(waiting?.due ?? 0);
    await deliver();
    expect(await states("bad")).toEqual(["DONE", "DONE"]);
    expect(await effects("bad")).toEqual(["test.fragile", "test.steady"]);
  });

  it("CO-5, CO-6: after twelve attempts it is dead and asked no more, and nothing of it happened", async () => {
    broken.add("hopeless");
    await announce("hopeless");
    for (let attempt = 1; attempt <= 12; attempt++) {
      await deliver();
      const [row] = await rowsOf("hopeless");
      expect(row).toMatchObject({ attempts: attempt, status: attempt < 12 ? "WAITING" : "DEAD" });
      kernel.time = new Date(row?.due ?? 0);
    }
    broken.delete("hopeless");
    kernel.time = new Date(kernel.time.getTime() + 86_400_000);
    await deliver();
    expect(await states("hopeless")).toEqual(["DEAD", "DONE"]);
    expect(await effects("hopeless")).toEqual(["test.steady"]);
  });
});
