import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** The floor of answering: one transaction with the bare writes of a submit. No path, no checks, no score. */
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });

async function submit(id: string, answers: Record<string, { value: unknown }>): Promise<void> {
  const client = await pool.connect();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  try {
    await client.query("begin");
    const { rows } = await run("lock", "select id, hospital_id, status from survey_instance where id = $1 for update", [
      id,
    ]);
    const hospital = (rows[0] as { hospital_id: string }).hospital_id;
    await run(
      "answered",
      "update survey_instance set status = 'ANSWERED', answered_at = now(), score = 100, is_negative = false, threshold = 60 where id = $1",
      [id],
    );
    for (const question of Object.keys(answers)) {
      await run(
        "answer",
        `insert into survey_response (id, answered_at, survey_instance_id, hospital_id, question_id, question_code, question_type, value_number, score)
         values (uuidv7(), now(), $1, $2, $3, $3, 'RATING', 5, 100)`,
        [id, hospital, question],
      );
    }
    await run(
      "audit",
      `insert into audit_event (id, created_at, actor_kind, actor_label, action, target_type, target_id, hospital_id)
       values (uuidv7(), now(), 'PATIENT', 'bench', 'survey.answered', 'SurveyInstance', $1, $2)`,
      [id, hospital],
    );
    await run(
      "outbox",
      "insert into outbox_message (event_type, subscriber, payload, status) values ('bench', 'bench', '{}', 'DONE')",
      [],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
}

const server = createServer((req, res) => {
  let text = "";
  req.setEncoding("utf8");
  req.on("data", (chunk: string) => (text += chunk));
  req.on("end", () => {
    const { id, answers } = JSON.parse(text) as { id: string; answers: Record<string, { value: unknown }> };
    submit(id, answers).then(
      () => res.writeHead(200).end("{}"),
      () => res.writeHead(500).end(),
    );
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
process.on("SIGTERM", () => process.exit(0));
