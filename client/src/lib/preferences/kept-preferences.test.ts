import { describe, expect, it, vi } from "vitest";

vi.mock("../gql/client.ts", () => ({ gqlClient: { value: null } }));
vi.stubGlobal("navigator", { language: "en" });
vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
const { fromKept, toKept } = await import("./kept-preferences.ts");

describe("kept preferences", () => {
  it("survive the way to the server and back", () => {
    const all = {
      language: "ar",
      digits: "arab",
      calendar: "islamic-umalqura",
      theme: "dark",
      density: "comfortable",
      isNavigationNarrow: true,
    } as const;
    expect(fromKept(toKept(all) as never)).toEqual(all);
  });

  it("leave to the device what was never chosen", () => {
    expect(fromKept({ language: null, theme: "LIGHT", isNavigationNarrow: null })).toEqual({ theme: "light" });
  });
});
