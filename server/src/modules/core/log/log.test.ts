import { describe, expect, it } from "vitest";
import { describeError } from "./log.ts";

describe("CO-9: what a log may say of an error", () => {
  it("keeps SQLSTATE and constraint of a database error, and nothing of the statement and its values", () => {
    const error = Object.assign(new Error("insert into patient values ('Sara Otaibi') - duplicate key"), {
      code: "23505",
      constraint: "patient_mrn",
    });
    expect(describeError(error)).toEqual({ type: "Error", code: "23505", constraint: "patient_mrn" });
    expect(JSON.stringify(describeError(error))).not.toContain("Sara");
  });

  it("keeps message and stack of our own errors", () => {
    expect(describeError(new TypeError("not a function"))).toMatchObject({
      type: "TypeError",
      message: "not a function",
    });
  });

  it("says of a thrown value only what kind it is", () => {
    expect(describeError("Sara Otaibi")).toEqual({ type: "string" });
  });
});
