import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dismiss, hold, release, toast, toasts } from "./toasts.ts";

/** Files of a run share the stack: another one may have left something on it. */
const clear = () => {
  for (const { id } of [...toasts]) dismiss(id);
};
beforeEach(() => {
  clear();
  vi.useFakeTimers();
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe("toasts", () => {
  it("can be undone for eight seconds", () => {
    toast("success", "Assigned", { label: "Undo", run: () => undefined });
    vi.advanceTimersByTime(7_900);
    expect(toasts).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(toasts).toHaveLength(0);
  });

  it("stay while they are pointed at, errors until they are dismissed", () => {
    const id = toast("success", "Saved");
    toast("error", "Refused");
    hold(id);
    vi.advanceTimersByTime(60_000);
    expect(toasts).toHaveLength(2);
    release(id);
    vi.advanceTimersByTime(6_100);
    expect(toasts.map(({ text }) => text)).toEqual(["Refused"]);
  });

  it("are never more than four", () => {
    for (const text of ["1", "2", "3", "4", "5"]) toast("info", text);
    expect(toasts.map(({ text }) => text)).toEqual(["2", "3", "4", "5"]);
  });
});
