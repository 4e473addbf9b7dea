import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf } from "../../access/testing/exports.ts";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { drain } from "../../testing/drain.ts";
import { findsInFourPlaces } from "../../testing/told.ts";
import { Role } from "../accounts/index.ts";
import { deliverOutbox, outboxContract, sql, subscriber, type Tx } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { runSlaClockTick } from "../sla/index.ts";
import { createFeedback } from "./create-feedback.service.ts";
import { FeedbackKind, FeedbackSource } from "./feedback.enums.ts";
import { feedbackChanged, feedbackChangedChannel } from "./feedback.events.ts";
import { feedbackList } from "./feedback.list.ts";
import { addFeedbackNote, answerFeedback, cancelFeedback, closeFeedback, startFeedback } from "./feedback.service.ts";

interface Line {
  kind?: string;
  target: string;
  dueAt: string;
}

const listens = subscriber({ name: "test.hears-feedback", event: feedbackChanged, handle: async () => undefined });
const said = { source: FeedbackSource.RECEPTION, description: "Somebody said it." } as const;

describe("what happens to a feedback is told", () => {
  let kernel: TestKernel;
  let id: string;
  beforeAll(async () => {
    kernel = await createTestKernel({}, [{ name: "test", entities: [], resolvers: [], subscribers: [listens] }]);
    ({ id } = await kernel.tx(async (tx) =>
      createFeedback(tx, {
        ...said,
        hospitalId: (await buildHospital(tx)).id,
        kind: FeedbackKind.COMMENT,
        subject: "Lift",
      }),
    ));
  });
  afterAll(() => kernel.close());

  it("FB-5 in the timeline, the audit trail without the words, the outbox and to open consoles; none of it when the step fails", async () => {
    const told = await findsInFourPlaces(kernel, {
      entries: "select * from feedback_entry where feedback_id = $1",
      channel: feedbackChangedChannel,
      subscriber: listens.name,
      id,
      words: "Sara called again",
      change: (tx) => addFeedbackNote(tx, id, "Sara called again"),
    });
    expect(told.done).toEqual({ entries: 1, audits: ["feedback.noted"], outbox: 1, live: 1 });
    expect(told.failed).toEqual({ entries: 0, audits: [], outbox: 0, live: 0 });
    expect(told.openWords).toEqual([]);
  });

  it("FB-5 the timeline is append-only, whoever writes", async () => {
    for (const statement of ["update feedback_entry set actor_label = 'x'", "delete from feedback_entry"]) {
      const change = kernel.tx((tx) => sql(tx.em, `${statement} where feedback_id = $1`, [id]));
      await expect(change).rejects.toThrow("feedback_entry is append-only");
    }
  });
});

describe("finding inquiries and feedback", () => {
  let server: TestServer;
  let hospital: Hospital;
  let ward: Department;
  let manager: TestClient;
  let managerId: string;
  beforeAll(async () => {
    server = await startTestServer();
    const email = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      const user = await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
      managerId = user.id;
      const place = { ...said, hospitalId: hospital.id, departmentId: ward.id };
      const make = (kind: FeedbackKind, subject: string, more: object = {}) =>
        createFeedback(tx, { ...place, kind, subject, ...more });
      await make(FeedbackKind.INQUIRY, "Parking");
      await make(FeedbackKind.INQUIRY, "Old question", { receivedAt: new Date(Date.now() - 60 * 86_400_000) });
      await make(FeedbackKind.COMPLIMENT, "Thank you, nurse", { assigneeId: managerId });
      const closed = await make(FeedbackKind.COMMENT, "Loud lift");
      await closeFeedback(tx, closed.id);
      // Of another department: outside the manager's reach, whatever the filter.
      const other = await buildDepartment(tx, { hospital });
      await make(FeedbackKind.INQUIRY, "Elsewhere", { departmentId: other.id });
      return user.email;
    });
    manager = await server.signIn(email);
  });
  afterAll(() => server.close());

  const listed = async (filter: object) => {
    const { data } = await manager.query<{
      feedbacks: { totalCount: number; nodes: { subject: string; isOverdue: boolean }[] };
    }>(
      "query ($filter: FeedbackFilter) { feedbacks(filter: $filter, first: 50) { totalCount nodes { subject isOverdue } } }",
      { filter },
    );
    return data?.feedbacks;
  };
  const subjects = async (filter: object) => (await listed(filter))?.nodes.map(({ subject }) => subject).sort();

  it.each<[object, string[]]>([
    [{}, ["Loud lift", "Old question", "Parking", "Thank you, nurse"]],
    [{ kind: ["INQUIRY"] }, ["Old question", "Parking"]],
    [{ isOpen: true }, ["Old question", "Parking", "Thank you, nurse"]],
    [{ isOpen: false }, ["Loud lift"]],
    [{ isMine: true }, ["Thank you, nurse"]],
    [{ isMine: false }, ["Loud lift", "Old question", "Parking"]],
    [{ isUnassigned: true, isOpen: true }, ["Old question", "Parking"]],
    [{ isOverdue: true }, ["Old question"]],
    [{ isOverdue: false }, ["Loud lift", "Parking", "Thank you, nurse"]],
    [{ search: "nurse" }, ["Thank you, nurse"]],
    [{ status: ["CLOSED"], kind: ["COMMENT"] }, ["Loud lift"]],
    [{ kind: [] }, []],
  ])("FB-9 %j means the same in the list, its count and its export", async (filter, expected) => {
    expect(await subjects(filter)).toEqual(expected);
    expect((await listed(filter))?.totalCount).toBe(expected.length);
    const sheet = await csvOf(server.url, manager, { list: feedbackList.name, filter, columns: ["subject"] });
    const column = sheet.head.indexOf("Subject");
    expect(sheet.rows.map((row) => row[column]).sort()).toEqual(expected);
  });

  it("FB-9 a row says that it is overdue exactly where the filter finds it", async () => {
    for (const isOverdue of [true, false]) {
      const rows = await listed({ isOverdue });
      expect(rows?.nodes.map((row) => row.isOverdue)).toEqual(rows?.nodes.map(() => isOverdue));
    }
  });

  it("SLA-22 an inquiry that is late says which target was not met and when it had been due, once each", async () => {
    for (let times = 0; times < 2; times++) {
      await runSlaClockTick(server.kernel);
      await drain(server.kernel, [{ contract: outboxContract, handle: deliverOutbox }]);
    }
    const { data } = await manager.query<{ feedbacks: { nodes: { timeline: Line[]; clocks: Line[] }[] } }>(
      `{ feedbacks(filter: { search: "Old question" }, first: 1) { nodes { timeline { kind target dueAt } clocks { target dueAt } } } }`,
    );
    const [inquiry] = data?.feedbacks.nodes ?? [];
    const byTarget = (lines: Line[] = []) =>
      lines.map(({ target, dueAt }) => ({ target, dueAt })).sort((a, b) => a.target.localeCompare(b.target));
    const late = byTarget(inquiry?.timeline.filter(({ kind }) => kind === "BREACHED"));
    expect(late.map(({ target }) => target)).toEqual(["FIRST_RESPONSE", "RESOLVE"]);
    expect(late).toEqual(byTarget(inquiry?.clocks));
    // Two that rise together are two lines, of which each names its own.
    const raised = inquiry?.timeline.filter(({ kind }) => kind === "ESCALATED").map(({ target }) => target);
    expect(raised?.sort()).toEqual(["FIRST_RESPONSE", "RESOLVE"]);
  });

  const steps = {
    canStart: ["startFeedback", "StartFeedbackInput", {}],
    canPutBack: ["putBackFeedback", "FeedbackReasonInput", { reason: "too early" }],
    canAddNote: ["addFeedbackNote", "AddFeedbackNoteInput", { note: "seen" }],
    canClose: ["closeFeedback", "CloseFeedbackInput", {}],
    canReopen: ["reopenFeedback", "FeedbackReasonInput", { reason: "not yet done" }],
    canCancel: ["cancelFeedback", "FeedbackReasonInput", { reason: "by mistake" }],
  } as const;
  const states = {
    OPEN: async () => undefined,
    IN_PROGRESS: (tx: Tx, id: string) => startFeedback(tx, id),
    CLOSED: async (tx: Tx, id: string) => {
      await answerFeedback(tx, id, "Here it is.", { isSpoken: true });
      await closeFeedback(tx, id);
    },
    CANCELLED: (tx: Tx, id: string) => cancelFeedback(tx, id, "by mistake"),
  } as const;

  it.each(Object.keys(states) as (keyof typeof states)[])(
    "FB-9 what a caller is shown as possible in %s is what the services accept, and nothing else",
    async (state) => {
      for (const kind of [FeedbackKind.INQUIRY, FeedbackKind.COMMENT]) {
        for (const [ability, [mutation, input, more]] of Object.entries(steps)) {
          const { id } = await server.kernel.tx(async (tx) => {
            const made = await createFeedback(tx, {
              ...said,
              hospitalId: hospital.id,
              departmentId: ward.id,
              kind,
              subject: "?",
            });
            await states[state](tx, made.id);
            return made;
          });
          const { data } = await manager.query<{ feedback: { abilities: Record<string, boolean> } }>(
            `query ($id: ID!) { feedback(id: $id) { abilities { ${ability} } } }`,
            { id },
          );
          const answer = await manager.query<Record<string, { userErrors: { code: string }[] }>>(
            `mutation ($input: ${input}!) { ${mutation}(input: $input) { userErrors { code } } }`,
            { input: { id, ...more } },
          );
          const isAccepted = answer.data?.[mutation]?.userErrors.length === 0;
          expect([kind, ability, isAccepted]).toEqual([kind, ability, data?.feedback.abilities[ability]]);
        }
      }
    },
  );
});
