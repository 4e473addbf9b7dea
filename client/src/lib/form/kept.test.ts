import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Viewer, viewer } from "../session/session.ts";
import { dropKept, useKept } from "./kept.ts";

const signIn = (id: string) => void (viewer.value = { user: { id } } as Viewer);
let page: EventTarget;
/** A reload: true when the browser would ask first. */
const wouldAsk = () => !page.dispatchEvent(new Event("beforeunload", { cancelable: true }));

describe("what was typed", () => {
  beforeEach(() => {
    page = new EventTarget();
    vi.stubGlobal("window", page);
    signIn("amal");
    return () => {
      dropKept();
      vi.unstubAllGlobals();
    };
  });

  it("is found again where it was typed, and nowhere else", () => {
    useKept(() => "complaint 1 note", "").value = "Call her";
    expect(useKept(() => "complaint 1 note", "").value).toBe("Call her");
    expect(useKept(() => "complaint 1 message", "").value).toBe("");
    expect(useKept(() => "complaint 2 note", "").value).toBe("");
  });

  it("makes the browser ask before a reload until it is sent", () => {
    const note = useKept(() => "complaint 1 note", "");
    expect(wouldAsk()).toBe(false);
    note.value = "Call her";
    expect(wouldAsk()).toBe(true);
    note.value = "";
    expect(wouldAsk()).toBe(false);
  });

  it("is nobody else's, and gone with the one who signs out", () => {
    useKept(() => "complaint 1 note", "").value = "Call her";
    signIn("badr");
    expect(useKept(() => "complaint 1 note", "").value).toBe("");
    signIn("amal");
    dropKept("amal");
    expect(useKept(() => "complaint 1 note", "").value).toBe("Call her");
    dropKept();
    expect(useKept(() => "complaint 1 note", "").value).toBe("");
  });
});
