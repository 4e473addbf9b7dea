import { describe, expect, it } from "vitest";
import { readOptions, UsageError } from "./options.ts";

describe("F5.5 options of the simulator", () => {
  it("have defaults, and take the address of the product that runs here", () => {
    expect(readOptions([])).toEqual({
      rate: 2,
      duplicates: 0.05,
      disorder: 0.1,
      answers: 0.3,
      negatives: 0.3,
      minutes: 5,
      seed: 1,
      url: "http://127.0.0.1:4000",
      key: "px360-demo-his-key",
    });
    expect(readOptions([], { PX360_URL: "http://localhost:4123" })?.url).toBe("http://localhost:4123");
    expect(readOptions(["--url", "http://127.0.0.1:5000/"], { PX360_URL: "http://localhost:4123" })?.url).toBe(
      "http://127.0.0.1:5000",
    );
  });

  it("help is not a fault", () => expect(readOptions(["--help"])).toBeNull());

  it.each([
    ["--rate", "0"],
    ["--rate", "fast"],
    ["--answers", "30"],
    ["--duplicates", "-1"],
    ["--url", "localhost:4000"],
    ["--minutes", ""],
  ])("refuses %s %s and says which option it is", (name, value) =>
    expect(() => readOptions([`${name}=${value}`])).toThrow(name),
  );

  it("refuses what it does not know", () => expect(() => readOptions(["--speed", "9"])).toThrow(UsageError));
});
