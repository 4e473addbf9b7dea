export interface FeedItem {
  id: string;
  at: string;
}
export interface FeedBuffer<Item extends FeedItem> {
  shown: readonly Item[];
  waiting: readonly Item[];
}
export const MAX_SHOWN = 60;

const newestFirst = <Item extends FeedItem>(items: readonly Item[]) =>
  [...items].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));

/** New items wait outside; the same one twice (a reconnection asks again) counts once. */
export function receive<Item extends FeedItem>(buffer: FeedBuffer<Item>, items: readonly Item[]): FeedBuffer<Item> {
  const known = new Set([...buffer.shown, ...buffer.waiting].map((item) => item.id));
  const fresh: Item[] = [];
  for (const item of items) {
    if (known.has(item.id)) continue;
    known.add(item.id);
    fresh.push(item);
  }
  return fresh.length === 0 ? buffer : { ...buffer, waiting: [...buffer.waiting, ...fresh] };
}

export function release<Item extends FeedItem>(buffer: FeedBuffer<Item>): FeedBuffer<Item> {
  if (buffer.waiting.length === 0) return buffer;
  return { shown: newestFirst([...buffer.shown, ...buffer.waiting]).slice(0, MAX_SHOWN), waiting: [] };
}
