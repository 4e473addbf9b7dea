import { sql } from "../../modules/core/index.ts";
import type { TestServer } from "../../testing/test-server.ts";

/** That somebody was refused is written down (CO-43): of the trail that, and only that, may change. */
const refusals = "(select id from audit_event where action = 'access.refused')";
const kept: Readonly<Record<string, string>> = {
  audit_event: "t.action <> 'access.refused'",
  audit_unsealed: `t.event_id not in ${refusals}`,
  audit_seal: `t.event_id not in ${refusals}`,
  audit_refusal: "false",
};

/** A digest of every table that a refused mutation must leave as it is. */
export async function digestOf(server: TestServer): Promise<Record<string, string>> {
  const em = server.kernel.orm.em.fork();
  const names = await sql<{ name: string }>(
    em,
    `select relname as name from pg_class
      where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of names) {
    const [row] = await sql<{ digest: string }>(
      em,
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t where ${kept[name] ?? "true"}`,
    );
    digests[name] = row?.digest ?? "";
  }
  return digests;
}
