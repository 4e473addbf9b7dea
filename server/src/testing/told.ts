import { sql, type LiveChannel, type Tx } from "../modules/core/index.ts";
import type { TestKernel } from "./test-kernel.ts";

interface Told {
  readonly entries: number;
  readonly audits: readonly string[];
  readonly outbox: number;
  readonly live: number;
}
interface Change {
  readonly id: string;
  /** Rows of the timeline, $1 is the case. */
  readonly entries: string;
  readonly channel: LiveChannel<{ id: string }>;
  readonly subscriber: string;
  /** What is written; it must stand open in none of the places. */
  readonly words: string;
  change(tx: Tx): Promise<unknown>;
}

/** Makes a change twice, once in a transaction that fails, and counts what each added to the four places in which a case tells it. */
export async function findsInFourPlaces(kernel: TestKernel, change: Change) {
  const heard: string[] = [];
  const messages = kernel.live.subscribe(change.channel);
  void (async () => {
    for await (const message of messages) if (message.id === change.id) heard.push(JSON.stringify(message));
  })();
  // The subscription stands once Redis has said so.
  for (let n = 0; n < 100 && heard.length === 0; n++) {
    await kernel.live.publish(change.channel, { id: change.id });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const em = () => kernel.orm.em.fork();
  const rows = async () => ({
    entries: await sql<object>(em(), change.entries, [change.id]),
    audits: await sql<{ action: string }>(em(), "select * from audit_event where target_id = $1 order by id", [
      change.id,
    ]),
    outbox: await sql<object>(em(), "select * from outbox_message where subscriber = $1", [change.subscriber]),
    live: [...heard],
  });
  const added = async (work: () => Promise<unknown>): Promise<Told> => {
    const before = await rows();
    await work();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const after = await rows();
    return {
      entries: after.entries.length - before.entries.length,
      audits: after.audits.slice(before.audits.length).map(({ action }) => action),
      outbox: after.outbox.length - before.outbox.length,
      live: after.live.length - before.live.length,
    };
  };
  const failed = await added(() =>
    kernel
      .tx(async (tx) => {
        await change.change(tx);
        throw new Error("broken afterwards");
      })
      .catch(() => undefined),
  );
  const done = await added(() => kernel.tx((tx) => change.change(tx)));
  const { entries, audits, outbox, live } = await rows();
  const openWords = [...entries, ...audits, ...outbox, ...live].filter((row) =>
    JSON.stringify(row).includes(change.words),
  );
  await messages.return?.();
  return { done, failed, openWords };
}
