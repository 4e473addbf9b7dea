import { describe, expect, it } from "vitest";
import { type FeedBuffer, MAX_SHOWN, receive, release } from "./feed-buffer.ts";

const item = (id: number) => ({ id: `i${id}`, at: new Date(Date.UTC(2026, 10, 23, 10, 0, id)).toISOString() });
const empty: FeedBuffer<ReturnType<typeof item>> = { shown: [], waiting: [] };

describe("the live feed's buffer", () => {
  it("gathers behind the list until it is released, newest first", () => {
    const gathered = receive(receive(empty, [item(1)]), [item(3), item(2)]);
    expect(gathered.shown).toEqual([]);
    expect(gathered.waiting).toHaveLength(3);
    expect(release(gathered)).toEqual({ shown: [item(3), item(2), item(1)], waiting: [] });
  });

  it("counts an item once, however often it arrives", () => {
    const once = release(receive(empty, [item(1), item(1)]));
    expect(once.shown).toHaveLength(1);
    expect(receive(once, [item(1)])).toBe(once);
  });

  it("forgets the oldest, so that eight hours do not fill the memory", () => {
    const many = Array.from({ length: MAX_SHOWN + 20 }, (_, index) => item(index));
    const { shown } = release(receive(empty, many));
    expect(shown).toHaveLength(MAX_SHOWN);
    expect(shown[0]).toEqual(item(MAX_SHOWN + 19));
  });
});
