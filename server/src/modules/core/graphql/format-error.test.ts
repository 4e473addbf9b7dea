import { describe, expect, it, vi } from "vitest";
import { failure, Refusal } from "../errors/failure.ts";
import type { Log } from "../log/log.ts";
import { Language } from "../text/bilingual.ts";
import { formatError } from "./format-error.ts";

describe("errors that users see", () => {
  const error = vi.fn();
  const answerTo = (cause: unknown, language = Language.EN) =>
    formatError({ message: "duplicate key: Sara Alamri, +966501234567" }, cause, {
      language,
      requestId: "request-1",
      log: { error } as unknown as Log,
    });

  it("CO-8: a bug shows its request id only, in the caller's language, and is logged", () => {
    const bug = new Error("duplicate key: Sara Alamri, +966501234567");
    expect(answerTo(bug)).toEqual({
      message: "Something went wrong on our side. It has been noted; please try again.",
      path: undefined,
      locations: undefined,
      extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-1" },
    });
    expect(answerTo(bug, Language.AR).message).toMatch(/^حدث خطأ/);
    expect(error).toHaveBeenCalledTimes(2);
  });

  it("CO-8: a refusal has its code and its words in the caller's language", () => {
    const refusal = new Refusal("NOT_FOUND", { en: "There is nothing here.", ar: "لا يوجد شيء هنا." });
    expect(answerTo(refusal)).toMatchObject({ message: "There is nothing here.", extensions: { code: "NOT_FOUND" } });
    expect(answerTo(refusal, Language.AR).message).toBe("لا يوجد شيء هنا.");
  });

  it("CO-8: what users can mend, outside a mutation, names its codes", () => {
    expect(answerTo(failure("TOO_LONG", "It is too long.", "النص طويل جدًا."))).toMatchObject({
      message: "It is too long.",
      extensions: { code: "BAD_USER_INPUT", codes: ["TOO_LONG"] },
    });
  });
});
