import { CombinedError } from "@urql/core";
import { describe, expect, it } from "vitest";
import { toFailure } from "./errors.ts";

describe("toFailure", () => {
  it("maps the API's codes", () => {
    const error = new CombinedError({
      graphQLErrors: [{ message: "stale", extensions: { code: "CONFLICT", requestId: "r1" } }],
    });
    expect(toFailure(error)).toEqual({ kind: "conflict", requestId: "r1" });
  });

  it("calls an unknown code a bug", () => {
    const error = new CombinedError({
      graphQLErrors: [{ message: "?", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
    expect(toFailure(error).kind).toBe("bug");
  });

  it("tells a dead network from a server that is away", () => {
    expect(toFailure(new CombinedError({ networkError: new TypeError("failed") })).kind).toBe("offline");
    const away = new CombinedError({ networkError: new Error("502"), response: { status: 502 } });
    expect(toFailure(away).kind).toBe("unavailable");
  });
});
