import { getNamedType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../modules/accounts/index.ts";
import type { GraphQLAnswer, TestClient } from "../testing/test-server.ts";
import { sql } from "../modules/core/index.ts";
import { codesOf } from "./testing/answers.ts";
import { callOf, placeholders, type Operation, type Values } from "./testing/documents.ts";
import { foreignFilters, references } from "./testing/references.ts";
import { localRoles, type LocalRole, type Side } from "./testing/two-hospitals.ts";
import { startWorld, type World } from "./testing/world.ts";

/** What each role of ALPHA finds there: the hospital, the lab, the lab's physician, what is theirs. `-`: not theirs to ask. */
const countsOfAlpha = `
                      patients  journeyInstances  surveyInstances  pxActions  complaints  feedbacks  notificationLogs  inboundEvents  users  auditEvents
  HOSPITAL_ADMIN      2         2                 2                3          3           3          3                 4              8      some
  PX_COORDINATOR      2         2                 2                3          3           3          3                 4              8      -
  DEPARTMENT_MANAGER  -         1                 1                1          1           1          -                 -              -      -
  PHYSICIAN           -         1                 1                -          -           0          -                 -              -      -
  STAFF               -         -                 -                1          1           1          -                 -              -      -
  CALL_CENTER_AGENT   0         -                 -                1          1           1          -                 -              -      -
  EXECUTIVE           -         2                 2                3          3           3          -                 -              -      -
  ANALYST             2         2                 2                3          3           3          3                 4              -      -
`;

/** Filters whose value both hospitals have: each side finds its own. */
const sharedFilters: Readonly<Record<string, string>> = {
  encounterId: "E-1",
  mrn: "MRN-E-1",
  patientIdentifier: "MRN-E-1",
  mobile: "+966501234567",
  search: "E-1",
};

describe("P2, F1.5: nothing of another hospital", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.close());

  const of = (role: LocalRole) => world.client(role);
  const queries = () => world.operations.filter(({ kind, name }) => kind === "query" && name !== "Query.publicSurvey");
  const isPage = (operation: Operation) => getNamedType(operation.field.type).name.endsWith("Connection");
  const page = { first: 100 };

  async function ask(client: TestClient, operation: Operation, variables: Record<string, unknown>) {
    const call = callOf(operation, { depth: 3, variables: { ...(isPage(operation) ? page : {}), ...variables } });
    const answer: GraphQLAnswer<Record<string, { nodes: unknown[]; totalCount: number } | null>> = await client.query(
      call.query,
      call.variables,
    );
    const faults = codesOf(answer).filter((code) => !["FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT"].includes(code));
    return { answer, faults, rows: answer.data?.[operation.field.name] };
  }

  const hasArgument = (operation: Operation, name: string) => operation.field.args.some((arg) => arg.name === name);
  const shows = (answer: unknown, { marker, hospital }: Side) =>
    [marker, hospital.id].some((text) => JSON.stringify(answer).includes(text));

  /** What belongs to one person: asked by whom it belongs to, the administrator of ALPHA. */
  const personal: Readonly<Record<string, () => Record<string, unknown>>> = {
    "Query.bulkRun": () => ({ id: world.own["BulkRun"] }),
    "Query.bulkFailures": () => ({ filter: { runId: world.own["BulkRun"] } }),
    "Query.myNotifications": () => ({}),
  };
  /** What belongs to the group, and names no hospital. */
  const ofGroup = ["Query.deadLetters", "Query.eventRules"];

  async function isMissing(operation: Operation): Promise<boolean> {
    const own = personal[operation.name];
    if (own) {
      const { rows } = await ask(of(Role.HOSPITAL_ADMIN), operation, own());
      return !rows || (isPage(operation) && rows.nodes.length === 0);
    }
    if (hasArgument(operation, "id")) {
      const { rows } = await ask(world.admin, operation, {
        id: world.foreign[getNamedType(operation.field.type).name],
      });
      return !rows;
    }
    if (!isPage(operation)) return false;
    if (ofGroup.includes(operation.name)) return ((await ask(world.admin, operation, {})).rows?.totalCount ?? 0) === 0;
    const sides = [world.alpha, world.bravo];
    // Where a hospital has to be named, each is.
    const answers = await Promise.all(
      sides.map(({ hospital }) =>
        ask(world.admin, operation, hasArgument(operation, "hospitalId") ? { hospitalId: hospital.id } : {}),
      ),
    );
    return !sides.every((side, at) => shows(answers[at]?.answer.data, side));
  }

  it("the world is whole: the group's administrator sees both hospitals in every list, and each thing by its id", async () => {
    const missing: string[] = [];
    for (const operation of queries()) if (await isMissing(operation)) missing.push(operation.name);
    expect(missing).toEqual([]);
  });

  for (const role of localRoles) {
    it(`${role}: rows, counts, aggregates and what hangs on them are of their own hospital only`, async () => {
      const wrong: string[] = [];
      for (const operation of queries().filter((each) => !hasArgument(each, "id"))) {
        const place = hasArgument(operation, "hospitalId") ? { hospitalId: world.own["Hospital"] } : {};
        const own = role === Role.HOSPITAL_ADMIN ? personal[operation.name]?.() : {};
        const { answer, faults, rows } = await ask(of(role), operation, { ...place, ...own });
        const leak = world.leakIn(answer);
        if (leak || faults.length > 0) wrong.push(`${operation.name}: ${leak ?? faults.join()}`);
        if (isPage(operation) && rows && rows.nodes.length < page.first && rows.totalCount !== rows.nodes.length)
          wrong.push(`${operation.name}: ${rows.nodes.length} rows, totalCount ${rows.totalCount}`);
      }
      expect(wrong).toEqual([]);
    });

    it(`${role}: filters and search find nothing of the other hospital`, async () => {
      const wrong: string[] = [];
      let tried = 0;
      for (const operation of queries()) {
        const filter = operation.field.args.find((arg) => arg.name === "filter")?.type;
        const input = filter && getNamedType(filter);
        if (!isInputObjectType(input)) continue;
        for (const { name, type } of Object.values(input.getFields())) {
          const isForeign = name in foreignFilters || name === "search";
          const value =
            name === "search"
              ? world.bravo.marker
              : name in foreignFilters
                ? world.foreign[foreignFilters[name] ?? ""]
                : sharedFilters[name];
          if (value === undefined) continue;
          const { answer, faults, rows } = await ask(of(role), operation, {
            filter: { [name]: String(type).startsWith("[") ? [value] : value },
          });
          const leak = world.leakIn({ ...answer, errors: undefined });
          if (leak || faults.length > 0) wrong.push(`${operation.name} ${name}: ${leak ?? faults.join()}`);
          if (!isPage(operation) || !rows) continue;
          tried++;
          if (isForeign && (rows.totalCount !== 0 || rows.nodes.length !== 0))
            wrong.push(`${operation.name} ${name}: ${rows.totalCount} found`);
          if (rows.totalCount !== rows.nodes.length)
            wrong.push(`${operation.name} ${name}: ${rows.nodes.length} rows, totalCount ${rows.totalCount}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(5);
    });

    it(`${role}: whatever is asked about something of the other hospital tells nothing of it`, async () => {
      const wrong: string[] = [];
      let tried = 0;
      for (const operation of queries().filter(({ field }) => field.args.length > 0)) {
        const named: string[] = [];
        const values: Values = (name, type) => {
          const isOfAnswer = name === "id" || name === "ids";
          const kind = isOfAnswer ? getNamedType(operation.field.type).name : references[name];
          if (type !== "ID" || !kind || !world.foreign[kind]) return placeholders(name, type);
          named.push(name);
          return world.foreign[kind];
        };
        for (const including of [...Object.keys(references), "ids"].map((name) => [name])) {
          named.length = 0;
          const call = callOf(operation, { values, including, depth: 3 });
          if (named.length === 0) continue;
          tried++;
          const answer = await of(role).query<Record<string, { nodes?: unknown[] } | unknown[] | null>>(
            call.query,
            call.variables,
          );
          // What was asked for may be told back, as the caller knew it.
          const told = JSON.parse(JSON.stringify(answer.data ?? null), (_, value: unknown) =>
            Object.values(call.variables).flat().includes(value) ? null : value,
          ) as unknown;
          const leak = world.leakIn(told);
          const rows = answer.data?.[operation.field.name];
          const found = (Array.isArray(rows) ? rows : (rows?.nodes ?? [])).length;
          if (leak || found > 0) wrong.push(`${operation.name} ${named.join()}: ${leak ?? `${found} found`}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(20);
    });

    it(`${role}: an id of the other hospital finds nothing`, async () => {
      const wrong: string[] = [];
      for (const operation of queries().filter((each) => each.field.args.some((arg) => arg.name === "id"))) {
        const id = world.foreign[getNamedType(operation.field.type).name];
        if (!id) wrong.push(`${operation.name}: nothing to ask for`);
        const { answer, faults, rows } = await ask(of(role), operation, { id });
        if (rows != null || faults.length > 0 || world.leakIn(answer))
          wrong.push(`${operation.name}: ${JSON.stringify(answer).slice(0, 200)}`);
      }
      expect(wrong).toEqual([]);
    });
  }

  it("F1.5: each role finds in its own hospital what is within its reach", async () => {
    const [header, ...rows] = countsOfAlpha
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    const found = [];
    for (const [role, ...expected] of rows) {
      const counts = [];
      for (const [index, list] of (header ?? []).entries()) {
        const { data } = await of(role as LocalRole).query<Record<string, { totalCount: number; nodes: object[] }>>(
          `{ ${list}(first: 100) { totalCount nodes { __typename } } }`,
        );
        const count = data?.[list]?.totalCount;
        counts.push(count === undefined ? "-" : expected[index] === "some" && count > 0 ? "some" : String(count));
      }
      found.push([role, ...counts]);
    }
    expect(found).toEqual(rows);
  });

  it("the command centre's tiles count the rows of the lists, within the same reach", async () => {
    const tiles = async (role: LocalRole) => {
      const { data } = await of(role).query<{
        commandCenter: {
          kpis: { key: string; value: number | null }[];
          departments: { n: number }[];
          satisfactionByStage: { n: number }[];
        };
      }>("{ commandCenter { kpis { key value } departments { n } satisfactionByStage { n } } }");
      const value = (key: string) => data?.commandCenter.kpis.find((kpi) => kpi.key === key)?.value;
      const sum = (parts?: { n: number }[]) => parts?.reduce((total, { n }) => total + n, 0);
      return {
        sent: value("SURVEYS_SENT"),
        negative: value("NEGATIVE_SURVEYS_24H"),
        open: value("OPEN_ACTIONS"),
        byDepartment: sum(data?.commandCenter.departments),
        byStage: sum(data?.commandCenter.satisfactionByStage),
      };
    };
    const hospital = { sent: 2, negative: 1, open: 3, byDepartment: 2, byStage: 2 };
    expect(await tiles(Role.HOSPITAL_ADMIN)).toEqual(hospital);
    expect(await tiles(Role.ANALYST)).toEqual(hospital);
    expect(await tiles(Role.DEPARTMENT_MANAGER)).toEqual({
      sent: 1,
      negative: 1,
      open: 1,
      byDepartment: 1,
      byStage: 1,
    });
    expect(await tiles(Role.PHYSICIAN)).toEqual({ sent: 1, negative: 1, open: 0, byDepartment: 1, byStage: 1 });
  });

  it("AN-10: the tiles of complaints say what the list finds behind them, and stand there for who may read complaints only", async () => {
    const age = (by: string) =>
      sql(
        world.server.kernel.orm.em.fork(),
        `update complaint set due_at = due_at ${by} interval '1 year' where department_id = $1`,
        [world.own["Department"]],
      );
    const tilesAndLists = async (role: LocalRole) => {
      const { data } = await of(role).query<{ commandCenter: { kpis: { key: string; value: number }[] } }>(
        "{ commandCenter { kpis { key value } } }",
      );
      const lists = await of(role).query<Record<string, { totalCount: number }>>(
        "{ open: complaints(filter: { isOpen: true }) { totalCount } overdue: complaints(filter: { isOverdue: true }) { totalCount } }",
      );
      const tiles = (data?.commandCenter.kpis ?? []).filter(({ key }) => key.endsWith("_COMPLAINTS"));
      return [tiles.map(({ value }) => value), Object.values(lists.data ?? {}).map((list) => list?.totalCount)];
    };
    await age("-");
    const [ofAdmin, ofManager] = [
      await tilesAndLists(Role.HOSPITAL_ADMIN),
      await tilesAndLists(Role.DEPARTMENT_MANAGER),
    ];
    const [ofPhysician] = await tilesAndLists(Role.PHYSICIAN);
    await age("+");
    expect([ofAdmin, ofManager, ofPhysician]).toEqual([
      [
        [3, 1],
        [3, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [],
    ]);
  });

  const mayIdentify = [Role.HOSPITAL_ADMIN, Role.PX_COORDINATOR, Role.CALL_CENTER_AGENT] as const;
  it.each(localRoles)(
    "F2.4: %s sees name and number of patients only with the right, wherever one shows",
    async (role) => {
      const shown: string[] = [];
      for (const operation of queries()) {
        const id = operation.field.args.some((arg) => arg.name === "id")
          ? { id: world.own[getNamedType(operation.field.type).name] }
          : {};
        const { answer } = await ask(of(role), operation, id);
        if (/ALPHA-PATIENT|501234567/.test(JSON.stringify(answer))) shown.push(operation.name);
      }
      if ((mayIdentify as readonly string[]).includes(role)) expect(shown).not.toEqual([]);
      else expect(shown).toEqual([]);
    },
  );
});
