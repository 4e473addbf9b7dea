import type { EntityManager } from "@mikro-orm/postgresql";
import type { Tx } from "../context/tx.ts";
import { sql } from "../data/sql.ts";
import { conflict, failure, forbidden } from "../errors/failure.ts";
import type { RetentionKind } from "./retention-kind.ts";

const mostMonths = 1_200;

export interface Retention {
  readonly kind: RetentionKind;
  /** null: for ever. */
  readonly keepMonths: number | null;
  readonly version: number;
}

interface Row {
  readonly kind: string;
  readonly keepMonths: number | null;
  readonly version: number;
}

export async function readRetention(em: EntityManager, kinds: readonly RetentionKind[]): Promise<Retention[]> {
  const rows = await sql<Row>(em, `select kind, keep_months as "keepMonths", version from retention_setting`);
  return kinds.map((kind) => {
    const row = rows.find((each) => each.kind === kind.name);
    return { kind, keepMonths: row?.keepMonths ?? null, version: row?.version ?? 0 };
  });
}

/** CO-44: never less than the kind's minimum; counts at the next tick. */
export async function saveRetention(
  tx: Tx,
  input: { readonly kind: string; readonly keepMonths?: number | null; readonly version: number },
): Promise<Retention> {
  if (!tx.scope.all) throw forbidden();
  const known = (await readRetention(tx.em, tx.kernel.retention)).find(({ kind }) => kind.name === input.kind);
  if (!known) throw failure("UNKNOWN", "There are no such records.", "لا توجد سجلات بهذا الاسم.", ["kind"]);
  const keepMonths = input.keepMonths ?? null;
  const { minMonths } = known.kind;
  if (keepMonths !== null && (keepMonths < minMonths || keepMonths > mostMonths))
    throw failure(
      "OUT_OF_RANGE",
      `Keep them for at least ${minMonths} months, at most ${mostMonths}.`,
      `مدة الحفظ لا تقل عن ${minMonths} شهرًا ولا تزيد على ${mostMonths}.`,
      ["keepMonths"],
    );
  const [saved] = await sql<{ version: number }>(
    tx.em,
    `insert into retention_setting as known (kind, keep_months, updated_at) values ($1, $2, $3)
     on conflict (kind) do update set keep_months = excluded.keep_months, updated_at = excluded.updated_at, version = known.version + 1
      where known.version = $4 returning version`,
    [input.kind, keepMonths, tx.now, input.version],
  );
  if (!saved || (input.version === 0 && saved.version !== 1)) throw conflict({ version: known.version });
  tx.audit({
    action: "retention.updated",
    targetType: "RetentionSetting",
    targetId: input.kind,
    before: { keepMonths: known.keepMonths },
    after: { keepMonths },
  });
  return { kind: known.kind, keepMonths, version: saved.version };
}
