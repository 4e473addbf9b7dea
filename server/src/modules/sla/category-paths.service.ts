import { sql, type Tx } from "../core/index.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/**
 * SLA-7: a category hangs elsewhere: open cases of it, and of what lies below it, keep what they have down to it, and get what lies above it
 * now. Their policy stays, as with a policy that is saved for new cases only; the next one for open cases judges them by where
 * they are.
 */
export async function moveCategoryOfCases(
  tx: Tx,
  kind: SlaCaseKind,
  categoryId: string,
  above: readonly string[],
): Promise<void> {
  await sql(
    tx.em,
    `with moved as (
       select c.id, (select jsonb_agg(x.id order by x.n) from jsonb_array_elements(c.category_path) with ordinality x (id, n)
                      where x.n <= (select p.n from jsonb_array_elements_text(c.category_path) with ordinality p (id, n) where p.id = $2)) as own
         from sla_case c where c.kind = $1 and c.ended_at is null and c.category_path @> jsonb_build_array($2::text)
        order by c.id for update)
     update sla_case c set category_path = moved.own || $3::jsonb from moved where moved.id = c.id`,
    [kind, categoryId, JSON.stringify(above)],
  );
}
