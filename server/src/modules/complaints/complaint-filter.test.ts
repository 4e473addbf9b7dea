import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildDepartment, buildHospital, buildPhysician, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import { ComplaintSource } from "./complaint.enums.ts";

interface Group {
  key: string | null;
  received: number;
  answered: number;
  dissatisfied: number;
  meanScore: number | null;
}
interface Category {
  id: string;
  parentId: string | null;
  level: number;
}

/** The filter behind a bar; the console's `groupState` makes the same (satisfaction.test.ts). */
const behind: Record<string, (key: string | null) => object> = {
  HOSPITAL: (key) => ({ hospitalId: [key] }),
  DEPARTMENT: (key) => (key ? { departmentId: [key] } : { hasDepartment: false }),
  PHYSICIAN: (key) => (key ? { physicianId: [key] } : { hasPhysician: false }),
  CATEGORY: (key) => (key ? { categoryId: [key] } : { hasCategory: false }),
  SEVERITY: (key) => ({ severity: [key] }),
  SOURCE: (key) => ({ source: [key] }),
  OUTCOME: (key) => (key ? { outcome: [key] } : { hasOutcome: false }),
};

describe("the filter of complaints", () => {
  let server: TestServer;
  let client: TestClient;
  /** From the top down to the fourth level. */
  let path: string[];

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      const tree = await sql<Category>(tx.em, `select id, parent_id as "parentId", level from complaint_category`);
      const above = (id: string | null): string[] =>
        id ? [...above(tree.find((row) => row.id === id)?.parentId ?? null), id] : [];
      path = above(tree.find(({ level }) => level === 4)?.id ?? null);
      const hospital = await buildHospital(tx);
      const department = await buildDepartment(tx, { hospital });
      const physician = await buildPhysician(tx, { hospital, department });
      const given = [
        { categoryId: path[3], department, physicianId: physician.id },
        { categoryId: path[3], severity: "LOW" as never },
        { categoryId: path[1], department },
        { categoryId: path[0], source: ComplaintSource.MOH },
        { department },
        {},
      ];
      const marked = [];
      for (const each of given) marked.push(await buildComplaint(tx, { hospital, ...each }));
      await sql(
        tx.em,
        `update complaint c set is_dissatisfied = m.n % 2 = 1, resolution_score = m.n * 10, outcome = case when m.n < 3 then 'SUBSTANTIATED' end
           from unnest($1::uuid[]) with ordinality as m(id, n) where c.id = m.id and m.n < 6`,
        [marked.map(({ id }) => id)],
      );
      await buildUser(tx, { role: Role.PX_COORDINATOR, hospital, email: "coordinator@t.test" });
    });
    client = await server.signIn("coordinator@t.test");
  });
  afterAll(() => server.close());

  const count = async (filter: object): Promise<number | undefined> => {
    const answer = await client.query<{ complaints: { totalCount: number } }>(
      "query ($filter: ComplaintFilter) { complaints(filter: $filter) { totalCount } }",
      { filter },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.complaints.totalCount;
  };
  const groups = async (by: string, filter: object = {}): Promise<Group[]> => {
    const answer = await client.query<{ complaintDashboard: { groups: Group[] } }>(
      `query ($filter: ComplaintFilter, $by: ComplaintGroupBy!) { complaintDashboard(filter: $filter) {
        groups(by: $by) { key received answered dissatisfied meanScore } } }`,
      { filter, by },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.complaintDashboard.groups ?? [];
  };

  it("CM-30: a category finds its complaints and those of every category below it", async () => {
    const counts = await Promise.all(path.map((id) => count({ categoryId: [id] })));
    expect(counts).toEqual([4, 3, 2, 2]);
    expect(await count({ categoryId: [path[3], path[1]] })).toBe(3);
    expect(await count({ categoryId: [] })).toBe(0);
    expect(await count({ categoryId: [path[0]], severity: ["LOW"], search: "complaint" })).toBe(1);
  });

  it("CM-30: within a chosen category the dashboard tells of it and of those below it", async () => {
    const inner = await groups("CATEGORY", { categoryId: [path[1]] });
    expect(new Map(inner.map((row) => [row.key, row.received]))).toEqual(
      new Map([
        [path[1], 3],
        [path[2], 2],
        [path[3], 2],
      ]),
    );
    expect(inner.find(({ key }) => key === path[1])).toMatchObject({ answered: 3, dissatisfied: 2, meanScore: 20 });
  });

  it.each(Object.keys(behind))("CM-18, CM-31: by %s, the list behind each bar has what the bar counts", async (by) => {
    const rows = await groups(by);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key, received, answered, dissatisfied } of rows) {
      const filter = behind[by]?.(key) ?? {};
      const all = [{}, { isResolutionAnswered: true }, { isDissatisfied: true }];
      const listed = await Promise.all(all.map((more) => count({ ...filter, ...more })));
      expect({ key, counts: listed }).toEqual({ key, counts: [received, answered, dissatisfied] });
    }
    const mayLack = ["DEPARTMENT", "PHYSICIAN", "CATEGORY", "OUTCOME"].includes(by);
    expect(rows.some(({ key }) => key === null)).toBe(mayLack);
  });
});
