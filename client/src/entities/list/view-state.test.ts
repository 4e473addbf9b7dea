import { describe, expect, it } from "vitest";
import { isSameView, stateFrom, viewStateOf } from "./view-state.ts";

describe("what a view keeps of an address", () => {
  it("AC-30: neither the page nor what may name a patient", () => {
    expect(viewStateOf({ status: "OPEN", sort: "-DUE_AT", after: "c", search: "Sara", mrn: "7" })).toEqual({
      status: "OPEN",
      sort: "-DUE_AT",
    });
  });

  it("is the same view whatever the order of its parameters", () => {
    expect(isSameView({ a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
    expect(isSameView({ a: "1" }, { a: "1", b: "2" })).toBe(false);
    expect(isSameView({ a: "1" }, { a: "2" })).toBe(false);
  });

  it("takes nothing but texts from what the server kept", () => {
    expect(stateFrom({ a: "1", b: 2, c: null })).toEqual({ a: "1" });
    expect(stateFrom(null)).toEqual({});
  });
});
