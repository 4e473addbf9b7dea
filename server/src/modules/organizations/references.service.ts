import { sql, type Bilingual, type Tx } from "../core/index.ts";

/** What people call the rows of a table; a table that is not named here is “other records”. */
const names: Readonly<Record<string, Bilingual>> = {
  department: { en: "departments", ar: "الأقسام" },
  physician: { en: "physicians", ar: "الأطباء" },
  employee: { en: "employees", ar: "الموظفون" },
  patient: { en: "patients", ar: "المرضى" },
  journey_instance: { en: "journeys", ar: "الرحلات" },
  stage_instance: { en: "journey stages", ar: "مراحل الرحلات" },
  journey_template: { en: "journey templates", ar: "قوالب الرحلات" },
  survey_instance: { en: "surveys", ar: "الاستبانات" },
  survey_template: { en: "survey templates", ar: "قوالب الاستبانات" },
  px_action: { en: "PX actions", ar: "إجراءات تجربة المريض" },
  routing_rule: { en: "routing rules", ar: "قواعد التوجيه" },
  app_user: { en: "users", ar: "المستخدمون" },
  role_assignment: { en: "role assignments", ar: "تعيينات الأدوار" },
  inbound_event: { en: "inbound events", ar: "الأحداث الواردة" },
  notification: { en: "messages", ar: "الرسائل" },
  notification_log: { en: "messages", ar: "الرسائل" },
  complaint: { en: "complaints", ar: "الشكاوى" },
};
const others: Bilingual = { en: "other records", ar: "سجلات أخرى" };

/** OR-7: the foreign keys that would refuse a removal; asked of the database, so that a module added later counts too. */
const restricting = `
  select src.relname as "table", col.attname as "column"
    from pg_constraint fk
    join pg_class src on src.oid = fk.conrelid
    join pg_attribute col on col.attrelid = fk.conrelid and col.attnum = fk.conkey[1]
   where fk.contype = 'f' and fk.confrelid = $1::regclass and fk.confdeltype in ('a', 'r')
     and fk.conparentid = 0 and cardinality(fk.conkey) = 1`;

/** OR-7: what hangs on a row, in the words of people; empty when it may go. */
export async function whatRefersTo(tx: Tx, table: string, id: string): Promise<Bilingual[]> {
  const keys = await sql<{ table: string; column: string }>(tx.em, restricting, [table]);
  if (keys.length === 0) return [];
  const parts = keys.map(
    (key) => `select '${key.table}' as "table" where exists (select 1 from "${key.table}" where "${key.column}" = $1)`,
  );
  const found = await sql<{ table: string }>(tx.em, parts.join(" union "), [id]);
  const words = found.map(({ table: name }) => names[name] ?? others);
  return [...new Set(words)].sort((a, b) => a.en.localeCompare(b.en));
}
