import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHospital, buildUser } from "../../testing/factories.ts";
import { statementsOf } from "../../testing/statements.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";

interface Version {
  number: number;
  note?: string | null;
  createdAt: string;
  savedBy: { nameEn: string } | null;
  hours?: { weekly: { fromMinute: number }[] };
  terms?: { targets: { amount: number }[] };
}
interface Row {
  id: string;
  version: number;
  versions: Version[];
}

describe("SLA-24: versions of calendars and policies", () => {
  let server: TestServer;
  let hospitalId: string;
  const clients: Record<string, TestClient> = {};
  const names: Record<string, string> = {};

  beforeAll(async () => {
    server = await startTestServer();
    const users = await server.kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      hospitalId = hospital.id;
      return {
        admin: await buildUser(tx, { role: Role.PX_ADMIN }),
        second: await buildUser(tx, { role: Role.PX_ADMIN }),
        coordinator: await buildUser(tx, { role: Role.PX_COORDINATOR, hospital }),
        stranger: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: await buildHospital(tx) }),
      };
    });
    for (const [name, user] of Object.entries(users)) {
      clients[name] = await server.signIn(user.email);
      names[name] = user.nameEn;
    }
  });
  afterAll(() => server.close());

  async function save(by: string, mutation: string, type: string, field: string, input: object): Promise<Row> {
    const { data, errors } = await (clients[by] as TestClient).query<Record<string, Record<string, Row>>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${field} { id version } userErrors { code } } }`,
      { input },
    );
    const row = data?.[mutation]?.[field];
    if (!row) throw new Error(JSON.stringify(errors ?? data));
    return row;
  }
  const calendar = (by: string, fromMinute: number, given: object = { hospitalId }) => {
    const weekly = [{ weekday: 0, fromMinute, toMinute: 1_020 }];
    const hours = { timeZone: "Asia/Riyadh", overrides: [], holidays: [], weekly };
    const input = { nameEn: "House", nameAr: "المستشفى", hours, note: `from ${fromMinute}`, ...given };
    return save(by, "saveBusinessCalendar", "SaveBusinessCalendarInput", "businessCalendar", input);
  };
  const policy = (by: string, amount: number, given: object = { hospitalId }) => {
    const targets = [{ target: "RESOLVE", amount, unit: "DAYS" }];
    const input = {
      nameEn: "House",
      nameAr: "المستشفى",
      caseKind: "COMPLAINT",
      rank: 0,
      isActive: true,
      targets,
      ...given,
    };
    return save(by, "saveSlaPolicy", "SaveSlaPolicyInput", "slaPolicy", {
      reopenDays: 7,
      isForOpenCases: false,
      ...input,
    });
  };
  const ask = async (by: string, name: string, id: string, selection: string, args = "") => {
    const { data, errors } = await (clients[by] as TestClient).query<Record<string, Row | null>>(
      `query ($id: ID!) { ${name}(id: $id) { id versions${args} { number createdAt savedBy { nameEn } ${selection} } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data?.[name] ?? null;
  };

  it("SLA-24: each tells who saved it, when and what it said; newest first, so many at a time", async () => {
    const { id, version } = await calendar("admin", 480);
    await calendar("second", 540, { id, version });
    await calendar("admin", 600, { id, version: version + 1 });
    const all = await ask("coordinator", "businessCalendar", id, "note hours { weekly { fromMinute } }");
    expect(
      all?.versions.map(({ number, note, savedBy, hours }) => [
        number,
        note,
        savedBy?.nameEn,
        hours?.weekly[0]?.fromMinute,
      ]),
    ).toEqual([
      [3, "from 600", names["admin"], 600],
      [2, "from 540", names["second"], 540],
      [1, "from 480", names["admin"], 480],
    ]);
    expect(Date.now() - Date.parse(all?.versions[0]?.createdAt ?? "")).toBeLessThan(60_000);
    const numbers = async (args: string) =>
      (await ask("coordinator", "businessCalendar", id, "", args))?.versions.map(({ number }) => number);
    expect(await numbers("(first: 2)")).toEqual([3, 2]);
    expect(await numbers("(first: 2, before: 2)")).toEqual([1]);
  });

  it("SLA-24: a policy's terms likewise; those of another hospital are nobody's to compare", async () => {
    const { id, version } = await policy("second", 3);
    await policy("second", 5, { id, version });
    const all = await ask("coordinator", "slaPolicy", id, "terms { targets { amount } }");
    expect(all?.versions.map(({ number, terms }) => [number, terms?.targets[0]?.amount])).toEqual([
      [2, 5],
      [1, 3],
    ]);
    expect(await ask("stranger", "slaPolicy", id, "")).toBeNull();
  });

  it("SLA-24: the versions of a page cost one query", async () => {
    for (const minute of [480, 490, 500]) await calendar("admin", minute);
    const page = (first: number) =>
      (clients["admin"] as TestClient).query(
        `{ businessCalendars(first: ${first}) { nodes { id versions { number savedBy { nameEn } } } } }`,
      );
    const few = await statementsOf(() => page(2));
    expect(await statementsOf(() => page(4))).toHaveLength(few.length);
  });
});
