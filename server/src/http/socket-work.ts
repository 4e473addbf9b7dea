import { execute, subscribe, type ExecutionArgs, type ExecutionResult } from "graphql";

/** How long what runs on the sockets may take to end when the server stops. */
const patienceMs = 5_000;

type Stream = AsyncIterableIterator<ExecutionResult> & { return(): Promise<IteratorResult<ExecutionResult>> };

const isStream = (result: Stream | ExecutionResult): result is Stream => Symbol.asyncIterator in result;

/**
 * CO-50: what runs on the sockets at a moment. graphql-ws tells nobody when the last resolver of a closed socket is done, and
 * one that still runs when the database closes fails.
 */
export function createSocketWork() {
  const running = new Set<Promise<unknown>>();
  const streams = new Set<Stream>();

  function during<Result>(work: Promise<Result>): Promise<Result> {
    const settled: Promise<unknown> = work.then(
      () => running.delete(settled),
      () => running.delete(settled),
    );
    running.add(settled);
    return work;
  }

  /** The same stream, noted while it is open. */
  function noted(stream: Stream): Stream {
    const same: Stream = {
      next: () => during(stream.next()),
      return() {
        streams.delete(same);
        return during(stream.return());
      },
      [Symbol.asyncIterator]: () => same,
    };
    streams.add(same);
    return same;
  }

  async function subscribed(args: ExecutionArgs) {
    const result = (await subscribe(args)) as Stream | ExecutionResult;
    return isStream(result) ? noted(result) : result;
  }

  async function ended(): Promise<void> {
    // What was about to begin adds to both: until nothing is left.
    while (streams.size + running.size > 0) {
      await Promise.allSettled([...streams].map((stream) => stream.return()));
      await Promise.all(running);
    }
  }

  return {
    during,
    execute: (args: ExecutionArgs) => during((async () => execute(args))()),
    subscribe: (args: ExecutionArgs) => during(subscribed(args)),
    /** Ends all streams and waits for what they were at; whether all of it ended. */
    async end(): Promise<boolean> {
      const patience = Promise.withResolvers<false>();
      const timer = setTimeout(() => patience.resolve(false), patienceMs);
      const isEnded = await Promise.race([ended().then(() => true), patience.promise]);
      clearTimeout(timer);
      return isEnded;
    },
  };
}
