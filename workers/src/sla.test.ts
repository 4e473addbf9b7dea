import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, type User } from "@px360/server/modules/accounts";
import { newId, sql } from "@px360/server/modules/core";
import { SlaCaseKind, startClocks } from "@px360/server/modules/sla";
import { buildDepartment, buildHospital, buildUser } from "@px360/server/testing/factories";
import { createTestKernel, testEnvironment, type TestKernel } from "@px360/server/testing/test-kernel";
import { until } from "./testing/probe.ts";
import { ended } from "./testing/processes.ts";

const cases = 250;
/** Inquiries have two targets: the first answer and the end. */
const clocks = 2 * cases;
const long = 60 * 86_400_000;

describe("SLA-8 with worker processes", () => {
  let kernel: TestKernel;
  let owner: User;
  let executive: User;

  beforeAll(async () => {
    kernel = await createTestKernel();
    await kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx, { quietFrom: null, quietTo: null });
      const department = await buildDepartment(tx, { hospital });
      owner = await buildUser(tx, { role: Role.STAFF, hospital, department });
      executive = await buildUser(tx, { role: Role.EXECUTIVE, hospital });
      const requests = Array.from({ length: cases }, (_, n) => ({
        kind: SlaCaseKind.INQUIRY,
        caseId: newId(),
        hospitalId: hospital.id,
        departmentId: department.id,
        ownerId: owner.id,
        receivedAt: new Date(Date.now() - long),
        reference: `INQ-${n}`,
      }));
      await startClocks(tx, requests);
    });
  });
  afterAll(() => kernel.close());

  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    kernel.tx((tx) => sql<Row>(tx.em, text, values));
  const count = async (from: string, values: unknown[] = []) =>
    Number((await rows<{ n: string }>(`select count(*) as n from ${from}`, values))[0]?.n);
  const startWorkerProcess = () =>
    spawn(
      process.execPath,
      ["--conditions=development", "--import", "@oxc-node/core/register", "workers/src/main.ts"],
      { env: { PATH: process.env["PATH"], ...testEnvironment(kernel.database) }, stdio: "inherit" },
    );

  it("one is killed in the middle, two go on: each deadline fires once, and everybody has one digest", async () => {
    const victim = startWorkerProcess();
    const escalated = () => count("sla_notice where kind = 'ESCALATION'");
    await until("some are escalated", async () => (await escalated()) > 0);
    victim.kill("SIGKILL");
    await ended(victim);
    expect(await escalated()).toBeLessThan(clocks);

    const others = [startWorkerProcess(), startWorkerProcess()];
    const told = () => count("sla_notice where told_at is not null");
    await until("all are told", async () => (await told()) === 2 * clocks, 45_000);
    for (const worker of others) worker.kill("SIGTERM");
    await Promise.all(others.map(ended));

    const fired = await rows(
      "select kind, level, count(*)::int as n from sla_notice group by kind, level order by kind",
    );
    expect(fired).toEqual([
      { kind: "BREACH", level: 0, n: clocks },
      { kind: "ESCALATION", level: 3, n: clocks },
    ]);
    const lines = await rows(
      "select kind, count(*)::int as n from sla_history_entry where kind in ('BREACHED', 'ESCALATED') group by kind order by kind",
    );
    expect(lines).toEqual([
      { kind: "BREACHED", n: clocks },
      { kind: "ESCALATED", n: clocks },
    ]);
    for (const { id } of [owner, executive]) {
      const notices = await rows("select title_key as key, parameters from user_notification where user_id = $1", [id]);
      expect(notices).toEqual([{ key: "slaDigest", parameters: { count: String(cases) } }]);
    }
  }, 90_000);
});
