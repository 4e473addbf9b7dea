import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
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
