import { createPubSub } from "@graphql-yoga/subscription";
import { createRedisEventTarget } from "@graphql-yoga/redis-event-target";
import { Redis } from "ioredis";

/** A channel of live messages. Messages carry ids and scope facts only: they travel through Redis. */
export interface LiveChannel<Message extends object> {
  readonly name: string;
  /** Only carries the type. */
  readonly message?: Message;
}

export function liveChannel<Message extends object>(name: string): LiveChannel<Message> {
  return { name };
}

/** Redis pub/sub behind two uses: live messages to every server's sockets, and the bell that wakes the relay. */
export interface LiveBus {
  publish<Message extends object>(channel: LiveChannel<Message>, message: Message): Promise<void>;
  subscribe<Message extends object>(channel: LiveChannel<Message>): AsyncIterableIterator<Message>;
  ring(queue: string): Promise<void>;
  /** Calls back for each bell of any queue; returns how to stop. */
  onBell(listener: (queue: string) => void): () => void;
  close(): Promise<void>;
}

const bell = liveChannel<{ queue: string }>("px360:bell");

export function createLiveBus(redisUrl: string, onError: (error: Error) => void): LiveBus {
  const options = { maxRetriesPerRequest: 1, enableOfflineQueue: true, lazyConnect: false } as const;
  const publishClient = new Redis(redisUrl, { ...options, enableOfflineQueue: false });
  const subscribeClient = new Redis(redisUrl, { ...options, maxRetriesPerRequest: null });
  publishClient.on("error", onError);
  subscribeClient.on("error", onError);
  let isClosed = false;
  const unlessClosed = (error: Error) => (isClosed ? undefined : onError(error));
  // The event target leaves these promises to nobody: one that fails because the server stops would end the process.
  const listeningClient = {
    on: subscribeClient.on.bind(subscribeClient),
    subscribe: (name: string) => subscribeClient.subscribe(name).catch(unlessClosed),
    unsubscribe: (name: string) => subscribeClient.unsubscribe(name).catch(unlessClosed),
  };
  const eventTarget = createRedisEventTarget({ publishClient, subscribeClient: listeningClient as never });
  const pubSub = createPubSub<Record<string, [object]>>({ eventTarget: eventTarget as never });

  const bus: LiveBus = {
    async publish(channel, message) {
      // The event target swallows the outcome; publishing by the client tells whether Redis took it.
      await publishClient.publish(channel.name, JSON.stringify(message));
    },
    subscribe: (channel) => pubSub.subscribe(channel.name) as AsyncIterableIterator<never>,
    ring: (queue) => bus.publish(bell, { queue }),
    onBell(listener) {
      const events = pubSub.subscribe(bell.name);
      void (async () => {
        for await (const message of events) listener((message as { queue: string }).queue);
      })();
      return () => void events.return();
    },
    async close() {
      isClosed = true;
      publishClient.disconnect();
      subscribeClient.disconnect();
    },
  };
  return bus;
}
