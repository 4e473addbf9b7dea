import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildPatient, buildPhysician, buildUser } from "../../../testing/factories.ts";
import { buildPxAction } from "../../../testing/factories-actions.ts";
import { startTestServer, type TestClient, type TestServer } from "../../../testing/test-server.ts";
import { Role } from "../../accounts/index.ts";
import { runPatientNamesTick, type Hospital, type Patient } from "../../organizations/index.ts";
import { sql } from "../data/sql.ts";
import { foldText } from "./fold-text.ts";

type Found = { kind: string; hits: { id: string; title: string; subtitle: string | null }[] }[];

describe("search over everything", () => {
  let server: TestServer;
  let hospital: Hospital;
  let patient: Patient;
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    server = await startTestServer();
    const emails = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      const other = await buildHospital(tx);
      const ward = await buildDepartment(tx, { hospital });
      Object.assign(ward, { nameAr: "قسم الأشعة", nameEn: "Radiology", code: "RAD" });
      const physician = await buildPhysician(tx, { hospital, licenseNumber: "PH-7001" });
      Object.assign(physician, { nameAr: "د. فاطمة الزهراء", nameEn: "Dr. Fatima Alzahra" });
      const far = await buildPhysician(tx, { hospital: other, licenseNumber: "PH-7002" });
      Object.assign(far, { nameAr: "د. فاطمة البعيدة", nameEn: "Dr. Fatima Faraway" });
      patient = await buildPatient(tx, {
        hospital,
        mrn: "MRN-7788",
        nameAr: "إبراهيم آل سعيد",
        nameEn: "Ibrahim Saeed",
        mobile: "+966501112233",
      });
      await buildPatient(tx, { hospital: other, nameAr: "إبراهيم البعيد", nameEn: "Ibrahim Faraway" });
      await buildPxAction(tx, { hospital, department: ward, titleEn: "Slow radiology report" });
      const make = async (role: Role, at: object) => (await buildUser(tx, { role, ...at })).email;
      return {
        admin: await make(Role.HOSPITAL_ADMIN, { hospital }),
        far: await make(Role.HOSPITAL_ADMIN, { hospital: other }),
        analyst: await make(Role.ANALYST, { hospital }),
        staff: await make(Role.STAFF, { hospital, department: ward }),
      };
    });
    for (const [name, email] of Object.entries(emails)) clients[name] = await server.signIn(email);
    await runPatientNamesTick(server.kernel);
  });
  afterAll(() => server.close());

  const search = async (who: string, text: string): Promise<Record<string, Found[number]["hits"]>> => {
    const { data, errors } = await (clients[who] as TestClient).query<{ search: Found }>(
      "query ($text: String!) { search(text: $text) { kind hits { id title subtitle } } }",
      { text },
    );
    if (!data) throw new Error(JSON.stringify(errors));
    return Object.fromEntries(data.search.map(({ kind, hits }) => [kind, hits]));
  };

  it.each([
    ["أحمد", "احمد"],
    ["مُسْتَشْفَى", "مستشفي"],
    ["فاطمة", "فاطمه"],
    ["مؤمن", "مومن"],
    ["هيئة", "هييه"],
    ["عـــلي", "علي"],
    ["سماء", "سما"],
    ["غرفة ١٢٣", "غرفه 123"],
    ["۴۵۶", "456"],
    ["  Al  OLAYA ", "al olaya"],
  ])("CO-30: %j is compared as %j", (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it("CO-30: SQL and TypeScript fold every text alike, and folding twice changes nothing", async () => {
    const em = server.kernel.orm.em.fork();
    const letter = fc.oneof(
      fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCodePoint(code)),
      fc.string({ minLength: 1, maxLength: 1, unit: "grapheme" }),
      fc.constantFrom(" ", "\t", "\n", "\r", "A", "z", "É", "ß", "İ"),
    );
    // PostgreSQL keeps no NUL, and JavaScript may hold half of a surrogate pair.
    const text = fc.array(letter, { maxLength: 40 }).map((all) => all.join("").replaceAll("\0", "").toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        const rows = await sql<{ folded: string }>(
          em,
          "select fold_text(t) as folded from unnest($1::text[]) with ordinality as given(t, n) order by n",
          [texts],
        );
        expect(rows.map(({ folded }) => folded)).toEqual(texts.map(foldText));
        expect(texts.map((each) => foldText(foldText(each)))).toEqual(texts.map(foldText));
      }),
      { numRuns: 40 },
    );
  });

  it("CO-31: finds by parts of names, in any spelling, in the caller's language", async () => {
    expect((await search("admin", "فاطمه الزهرا"))["Physician"]).toMatchObject([{ subtitle: "PH-7001" }]);
    expect((await search("admin", "ph-70"))["Physician"]).toHaveLength(1);
    expect((await search("admin", "الاشعه"))["Department"]).toHaveLength(1);
    expect((await search("admin", "slow rad"))["PxAction"]).toMatchObject([{ title: "Slow radiology report" }]);
    expect(await search("admin", "100%")).toEqual({});
    expect(await search("admin", "x")).toEqual({});
  });

  it("OR-31: finds a patient by record number, phone and whole words of the name, as the rights allow", async () => {
    const found = [{ id: patient.id, title: "Ibrahim Saeed", subtitle: "MRN-7788" }];
    for (const text of ["MRN-7788", "mrn-7788", "0501112233", "ابراهيم", "سعيد إبراهيم", "ibrahim"])
      expect((await search("admin", text))["Patient"], text).toEqual(found);
    expect((await search("admin", "ibra"))["Patient"]).toBeUndefined();
    // Without the right to see identity: by the record number only, and masked.
    expect((await search("analyst", "ibrahim"))["Patient"]).toBeUndefined();
    expect((await search("analyst", "0501112233"))["Patient"]).toBeUndefined();
    const masked = (await search("analyst", "MRN-7788"))["Patient"];
    expect(masked).toMatchObject([{ id: patient.id }]);
    expect(JSON.stringify(masked)).not.toContain("Ibrahim");
  });

  it("OR-32: the list finds patients by whole words of the name in any spelling, where the right to see identity reaches", async () => {
    const found = async (who: string, name: string) => {
      const { data, errors } = await (clients[who] as TestClient).query<{ patients: { nodes: { mrn: string }[] } }>(
        "query ($name: String) { patients(filter: { name: $name }) { totalCount nodes { mrn } } }",
        { name },
      );
      return data?.patients.nodes.map(({ mrn }) => mrn) ?? errors?.[0]?.extensions?.code;
    };
    for (const name of ["ابراهيم", "سعيد إبراهيم", "IBRAHIM"])
      expect(await found("admin", name), name).toEqual(["MRN-7788"]);
    for (const name of ["ابراه", "ibrahim faraway", "ء"]) expect(await found("admin", name), name).toEqual([]);
    expect(await found("far", "saeed")).toEqual([]);
    expect(await found("analyst", "ibrahim")).toBe("FORBIDDEN");
  });

  it("OR-30: a changed name is found by its new words, and no longer by the old ones", async () => {
    const { cipher } = server.kernel;
    await server.kernel.tx((tx) =>
      sql(tx.em, "update patient set name_en_sealed = $2, name_ar_sealed = $3 where id = $1", [
        patient.id,
        cipher.seal("Yaqoub Saeed"),
        cipher.seal("يعقوب آل سعيد"),
      ]),
    );
    expect((await search("admin", "ibrahim"))["Patient"]).toBeUndefined();
    await runPatientNamesTick(server.kernel);
    expect((await search("admin", "yaqoub"))["Patient"]).toMatchObject([{ id: patient.id }]);
  });

  it("P2: finds nothing of another hospital, and nothing of a kind without its right", async () => {
    for (const text of ["MRN-7788", "0501112233", "yaqoub", "الزهراء", "radiology", "slow"])
      expect(await search("far", text), text).toEqual({});
    expect((await search("admin", "faraway"))["Physician"]).toBeUndefined();
    expect((await search("staff", "MRN-7788"))["Patient"]).toBeUndefined();
  });

  it("CO-31: every search is served by an index", async () => {
    const em = server.kernel.orm.em.fork();
    const plans = {
      physician_folded:
        "select id from physician p where fold_text(p.license_number || ' ' || p.name_en || ' ' || p.name_ar) like '%fatima%'",
      department_folded:
        "select id from department p where fold_text(p.code || ' ' || p.name_en || ' ' || p.name_ar) like '%radio%'",
      px_action_folded:
        "select id from px_action p where fold_text(p.reference || ' ' || p.title_en || ' ' || p.title_ar) like '%slow%'",
      patient_name_index: "select id from patient where name_index @> array[decode('00', 'hex')]",
    };
    await em.transactional(async (inner) => {
      // Few rows are read faster without an index; what counts is that it could serve.
      await sql(inner as never, "set local enable_seqscan = off");
      for (const [index, query] of Object.entries(plans)) {
        const rows = await sql<Record<string, string>>(inner as never, `explain ${query}`);
        expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain(index);
      }
    });
  });
});
