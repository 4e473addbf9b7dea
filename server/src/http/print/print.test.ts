import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../modules/accounts/index.ts";
import { ref } from "@mikro-orm/core";
import { createFeedback, FeedbackKind, FeedbackSource } from "../../modules/feedback/index.ts";
import { Employee } from "../../modules/organizations/index.ts";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { sql } from "../../modules/core/index.ts";
import { findBrowser } from "./find-browser.ts";

let server: TestServer;
let tokens: Record<"here" | "elsewhere" | "staff", string>;
let emails: Record<"here" | "elsewhere" | "staff", string>;
let order: Record<string, unknown>;
/** A row of each other kind, in the hospital of “here”. */
let rows: Record<string, { readonly id: string }>;
beforeAll(async () => {
  // As on a server where nobody has installed the browser.
  server = await startTestServer({ isProduction: true, CHROMIUM_PATH: "/nowhere/chromium" });
  emails = await server.kernel.tx(async (tx) => {
    await buildUser(tx, { role: Role.PX_ADMIN, email: "print-admin@t.test" });
    const [hospital, other] = [await buildHospital(tx), await buildHospital(tx)];
    const department = await buildDepartment(tx, { hospital });
    const action = await buildPxAction(tx, { hospital, department });
    order = { kind: "action", id: action.id, language: "ar", digits: "arab", calendar: "gregory" };
    const inHospital = { hospital: ref(hospital), nameEn: "Nurse", nameAr: "ممرضة" };
    rows = {
      department,
      hospital,
      employee: tx.em.create(Employee, { ...inHospital, employeeNumber: "E-1" }),
      feedback: await createFeedback(tx, {
        hospitalId: hospital.id,
        kind: FeedbackKind.INQUIRY,
        source: FeedbackSource.RECEPTION,
        subject: "Parking",
        description: "Where?",
      }),
      patient: await buildPatient(tx, { hospital }),
      physician: await buildPhysician(tx, { hospital }),
      user: await buildUser(tx, { role: Role.STAFF, hospital, department }),
    };
    return {
      here: (await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital })).email,
      elsewhere: (await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: other })).email,
      staff: (await buildUser(tx, { role: Role.CALL_CENTER_AGENT, hospital: other })).email,
    };
  });
  const signIn = async (email: string) => (await server.signIn(email)).accessToken ?? "";
  tokens = {
    here: await signIn(emails.here),
    elsewhere: await signIn(emails.elsewhere),
    staff: await signIn(emails.staff),
  };
});
afterAll(() => server.close());

const print = (token: string, body: object = order) =>
  fetch(`${server.url}/api/print`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });

describe("a page as PDF", () => {
  it("is for those who are signed in", async () => expect((await print("")).status).toBe(401));

  it("is for those who may see the row, and no browser is started for others", async () => {
    expect((await print(tokens.elsewhere)).status).toBe(404);
    expect((await print(tokens.staff)).status).toBe(404);
    expect((await print(tokens.staff, { ...order, kind: "journey" })).status).toBe(403);
  });

  it.each(["department", "employee", "feedback", "hospital", "patient", "physician", "user"])(
    "is had of a %s by whoever may read it",
    async (kind) => {
      const body = { ...order, kind, id: rows[kind]?.id };
      // Granted; only the browser is missing here.
      expect((await print(tokens.here, body)).status).toBe(503);
      expect((await print(tokens.here, { ...body, id: order["id"] })).status).toBe(404);
    },
  );

  it("tells of employees, users and patients to those alone who may see them", async () => {
    const refused = async (token: string, kind: string) =>
      (await print(token, { ...order, kind, id: rows[kind]?.id })).status;
    expect([await refused(tokens.staff, "employee"), await refused(tokens.staff, "user")]).toEqual([403, 403]);
    expect([await refused(tokens.elsewhere, "patient"), await refused(tokens.elsewhere, "user")]).toEqual([404, 404]);
  });

  it.each([{ kind: "page" }, { id: "../users" }, { url: "https://example.com" }, { language: "fr" }])(
    "opens no other page: %o",
    async (wrong) => expect((await print(tokens.here, { ...order, ...wrong })).status).toBe(422),
  );

  it("AC-15: is had by an administrator who looks as somebody else, with the rights of that person", async () => {
    const admin = await server.signIn("print-admin@t.test");
    const lookAs = async (email: string) => {
      const [user] = await sql<{ id: string }>(
        server.kernel.orm.em.fork(),
        "select id from app_user where email = $1",
        [email],
      );
      const { data } = await admin.query<{ startViewAs: { accessToken: string } }>(
        "mutation ($input: StartViewAsInput!) { startViewAs(input: $input) { accessToken } }",
        { input: { userId: user?.id } },
      );
      return data?.startViewAs.accessToken ?? "";
    };
    // Everything was asked and granted; only the browser is missing here.
    expect((await print(await lookAs(emails.here))).status).toBe(503);
    expect((await print(await lookAs(emails.elsewhere))).status).toBe(404);
  });

  it("says clearly when the server has no browser", async () => {
    const answer = await print(tokens.here);
    expect(answer.status).toBe(503);
    expect(((await answer.json()) as { detail: string }).detail).toContain("CHROMIUM_PATH");
  });

  it("gives the browser none of our settings", async () => {
    process.env["JWT_SECRET_OF_TEST"] = "secret";
    const { env } = await findBrowser({ ...server.kernel.config, isProduction: false });
    delete process.env["JWT_SECRET_OF_TEST"];
    expect(Object.keys(env)).toContain("PATH");
    expect(JSON.stringify(env)).not.toContain("secret");
    expect(Object.keys(env).filter((name) => /KEY|SECRET|URL/.test(name))).toEqual([]);
  });
});
