import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { Role } from "./role-matrix.ts";

describe("preferences", () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.close());

  it("AC-21: follow the person to another device, and leave open what was never chosen", async () => {
    const { email } = await server.kernel.tx(async (tx) =>
      buildUser(tx, { role: Role.ANALYST, hospital: await buildHospital(tx) }),
    );
    const read = async () => {
      const client = await server.signIn(email);
      const { data } = await client.query<{ viewer: { user: object; preferences: object | null } }>(
        "{ viewer { user { language } preferences { language digits calendar theme density isNavigationNarrow } } }",
      );
      return data?.viewer;
    };
    expect(await read()).toEqual({ user: { language: "AR" }, preferences: null });
    const client = await server.signIn(email);
    const save = (input: object) =>
      client.query<{ updateMyPreferences: { userErrors: unknown[] } }>(
        "mutation ($input: UpdateMyPreferencesInput!) { updateMyPreferences(input: $input) { userErrors { code } } }",
        { input },
      );
    await save({ calendar: "HIJRI", digits: "ARABIC_INDIC" });
    await save({ language: "EN", isNavigationNarrow: true });
    expect(await read()).toEqual({
      user: { language: "EN" },
      preferences: {
        language: "EN",
        digits: "ARABIC_INDIC",
        calendar: "HIJRI",
        theme: null,
        density: null,
        isNavigationNarrow: true,
      },
    });
  });
});
