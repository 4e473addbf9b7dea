import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** The floor of the intake: a bare Node server that does one INSERT per request and answers after it. No checks, no keys. */
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });
await pool.query(
  `create table if not exists bench_event (id uuid primary key default uuidv7(), received_at timestamptz not null default now(),
     event_id text, event_code text, encounter_id text, body jsonb)`,
);

const server = createServer((req, res) => {
  let text = "";
  req.setEncoding("utf8");
  req.on("data", (chunk: string) => (text += chunk));
  req.on("end", () => {
    const event = JSON.parse(text) as { event_id: string; event_code: string; encounter_id: string };
    pool
      .query({
        name: "insert",
        text: "insert into bench_event (event_id, event_code, encounter_id, body) values ($1, $2, $3, $4) returning id",
        values: [event.event_id, event.event_code, event.encounter_id, text],
      })
      .then(
        (result) => {
          res.writeHead(202, { "content-type": "application/json" });
          res.end(JSON.stringify({ id: (result.rows[0] as { id: string }).id, status: "RECEIVED", duplicate: false }));
        },
        () => {
          res.writeHead(503);
          res.end();
        },
      );
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
process.on("SIGTERM", () => process.exit(0));
