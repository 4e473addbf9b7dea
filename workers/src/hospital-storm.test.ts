import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modules } from "@px360/server/app";
import { sql } from "@px360/server/modules/core";
import { buildApiKey, buildHospital } from "@px360/server/testing/factories";
import { buildJourneyTemplate } from "@px360/server/testing/factories-journeys";
import { buildSurveyTemplate } from "@px360/server/testing/factories-surveys";
import { testEnvironment } from "@px360/server/testing/test-kernel";
import { startTestServer, type TestServer } from "@px360/server/testing/test-server";
import { handlers } from "./handlers.ts";
import { startWorker } from "./start-worker.ts";
import { until } from "./testing/probe.ts";

const stages = ["OPD_VISIT_COMPLETED", "LAB_ORDER_COMPLETED", "PHARMACY_DISPENSED"];
const encounters = 50;

describe("P1 under a storm", () => {
  let server: TestServer;
  let key: string;
  let hospital: string;

  beforeAll(async () => {
    server = await startTestServer();
    await server.kernel.tx(async (tx) => {
      hospital = (await buildHospital(tx)).code;
      key = (await buildApiKey(tx, { sourceSystem: "HIS" })).secret;
      const survey = await buildSurveyTemplate(tx);
      await buildJourneyTemplate(tx, {
        openingEventCodes: ["OPD_CHECKED_IN"],
        stages: stages.map((triggerEventCode) => ({
          code: triggerEventCode,
          triggerEventCode,
          surveyTemplateId: survey.id,
          isAutoSendSurvey: true,
        })),
      });
    });
  });
  afterAll(() => server.close());

  const post = async (url: string, code: string, n: number) => {
    const body = {
      source_system: "HIS",
      event_id: `${code}-${n}`,
      event_code: code,
      encounter_id: `E-${n}`,
      patient_identifier: `MRN-${n}`,
      hospital_code: hospital,
      payload: { journey_type: "OPD", patient: { name_ar: "سارة", mobile: `+9665${50_000_000 + n}`, language: "ar" } },
    };
    const headers = { "content-type": "application/json", "x-api-key": key };
    const response = await fetch(`${url}/api/integrations/events/`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as { id: string; duplicate: boolean } };
  };
  const count = async (from: string) =>
    Number((await sql<{ n: string }>(server.kernel.orm.em.fork(), `select count(*) as n from ${from}`))[0]?.n);

  it("200 events of 50 encounters in random order by 4 senders with 2 workers: every stage and survey once, nothing lost", async () => {
    const workers = [startWorker(server.kernel, modules, handlers), startWorker(server.kernel, modules, handlers)];
    const events = Array.from({ length: encounters }, (_, n) =>
      ["OPD_CHECKED_IN", ...stages].map((code) => ({ code, n })),
    )
      .flat()
      .map((event) => ({ event, at: Math.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ event }) => event);
    const sender = async () => {
      for (let event = events.pop(); event; event = events.pop()) {
        expect((await post(server.url, event.code, event.n)).status).toBe(202);
      }
    };
    await Promise.all([sender(), sender(), sender(), sender()]);
    const wanted = encounters * stages.length;
    await until(
      "every survey is sent",
      async () => (await count("notification_log where status = 'SENT'")) >= wanted,
      60_000,
    );
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await count("inbound_event where status = 'PROCESSED'")).toBe(encounters * 4);
    expect(await count("journey_instance where status = 'COMPLETED'")).toBe(encounters);
    expect(await count("stage_instance where status = 'COMPLETED'")).toBe(wanted);
    expect(await count("survey_instance")).toBe(wanted);
    expect(await count("notification_log")).toBe(wanted);
  }, 120_000);

  it("the server is killed between storing an event and answering: the repeat gets the first id, and there is one row", async () => {
    const { child, url } = await startProcess();
    const lock = server.kernel.orm.em.fork();
    await lock.begin();
    await sql(lock, "lock table inbound_event_key in share mode"); // the insert waits at PostgreSQL, sent but not answered
    const cut = post(url, "OPD_CHECKED_IN", 999).then(
      () => "answered",
      () => "no answer",
    );
    await until(
      "the insert waits",
      async () => (await count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) > 0,
      20_000,
    );
    child.kill("SIGKILL");
    expect(await cut).toBe("no answer");
    await lock.commit();
    await until(
      "the event is stored",
      async () => (await count("inbound_event where external_id = 'OPD_CHECKED_IN-999'")) === 1,
      20_000,
    );
    const again = await post(server.url, "OPD_CHECKED_IN", 999);
    expect(again).toMatchObject({ status: 202, answer: { duplicate: true } });
    expect(await count("inbound_event where external_id = 'OPD_CHECKED_IN-999'")).toBe(1);
  }, 60_000);

  async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
    const args = ["--conditions=development", "--import", "@oxc-node/core/register", "server/src/main.ts"];
    const env = { PATH: process.env["PATH"], ...testEnvironment(server.kernel.database), LOG_LEVEL: "info" };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { child, url: `http://127.0.0.1:${/"port":(\d+)/.exec(line.toString())?.[1] ?? ""}` };
  }
});
