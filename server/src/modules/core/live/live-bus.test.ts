import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { endingSource } from "../graphql/live-subscription.ts";
import { createLiveBus, liveChannel } from "./live-bus.ts";

const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);
beforeEach(() => void process.on("unhandledRejection", note));
afterEach(() => void process.off("unhandledRejection", note));

it("CO-3: a console that leaves after the bus was closed, or while it is, fails nobody", async () => {
  const complaints: Error[] = [];
  const bus = createLiveBus(process.env["TEST_REDIS_URL"] ?? "", (error) => complaints.push(error));
  const leaving = bus.subscribe(liveChannel<{ at: number }>("px360:test-leaving"))[Symbol.asyncIterator]();
  void leaving.next();
  await sleep(50);
  const arriving = bus.subscribe(liveChannel<{ at: number }>("px360:test-arriving"))[Symbol.asyncIterator]();
  void arriving.next();
  await bus.close();
  await leaving.return?.();
  await arriving.return?.();
  await sleep(50);
  expect({ unhandled, complaints }).toEqual({ unhandled: [], complaints: [] });
});

it("CO-50: what waits for a message ends at once, without one", async () => {
  const bus = createLiveBus(process.env["TEST_REDIS_URL"] ?? "", (error) => unhandled.push(error));
  const messages = bus.subscribe(liveChannel<{ at: number }>("px360:test-silent"));
  let isOver = false;
  async function* made() {
    try {
      for await (const { at } of messages) yield at;
    } finally {
      isOver = true;
    }
  }
  const items = endingSource(messages, made());
  const waiting = items.next();
  await sleep(50);
  expect(await Promise.race([items.return(), sleep(2_000, "still waits")])).toEqual({ value: undefined, done: true });
  expect([isOver, await waiting]).toEqual([true, { value: undefined, done: true }]);
  await bus.close();
});
