import { hashPassword } from "../modules/accounts/index.ts";
import { rebuildRollups } from "../modules/analytics/index.ts";
import { ensurePartitions, runSystemTx, sql, type Kernel, type Tx } from "../modules/core/index.ts";
import { loadEventRules } from "../modules/integrations/index.ts";
import { createCodeBook } from "../modules/journeys/event-kind.rules.ts";
import { loadActivePlans } from "../modules/journeys/engine/load-plans.ts";
import { Hospital } from "../modules/organizations/index.ts";
import { dayMs, plus } from "./day/clock.ts";
import { demoPassword } from "./group/users.ts";
import { drawVisits, historyDays, replayAll } from "./history/visits.ts";
import { seedCases } from "./cases/seed-cases.ts";
import { resolution } from "./surveys/index.ts";
import { createRandom } from "./random.ts";
import { writeHistory } from "./rows/write-history.ts";
import { seedGroup } from "./rows/seed-group.ts";
import { seedRules } from "./rows/seed-rules.ts";
import { seedSla } from "./rows/seed-sla.ts";
import { seedTemplates } from "./rows/seed-templates.ts";

export interface SeedOptions {
  /** Encounters of the last ninety days, about. */
  readonly journeys?: number;
  readonly seed?: number;
}

export interface SeedCounts {
  readonly patients: number;
  readonly journeys: number;
  readonly surveys: number;
  readonly answers: number;
  readonly actions: number;
  readonly complaints: number;
}

export class NotInProduction extends Error {
  constructor() {
    super("Demo data are for trying the product out: the seed does not run with NODE_ENV=production.");
  }
}

/**
 * Fills an empty database with a believable hospital group (A13): one transaction, so that a seed that is interrupted leaves
 * nothing behind and can be run again. Null when there is a hospital already: then nothing is touched.
 */
export async function seedDemo(kernel: Kernel, options: SeedOptions = {}): Promise<SeedCounts | null> {
  if (kernel.config.isProduction) throw new NotInProduction();
  if (await hasHospital(kernel)) return null;
  // Once for all: a real hash costs 128 MiB and half a second, on purpose.
  const passwordHash = await hashPassword(demoPassword);
  const counts = await runSystemTx(kernel, "demo-seed", async (tx) => {
    await sql(tx.em, "select pg_advisory_xact_lock(hashtextextended('px360 demo seed', 360))");
    if ((await tx.em.count(Hospital, {})) > 0) return null;
    return fill(tx, passwordHash, options);
  });
  // So many rows at once, and the planner knows of none yet. Partitioned tables are read by key, and cost most to look through.
  if (counts)
    await sql(
      kernel.orm.em.fork(),
      "analyze patient, journey_instance, stage_instance, survey_instance, survey_rollup, px_action, notification",
    );
  return counts;
}

async function hasHospital(kernel: Kernel): Promise<boolean> {
  const rows = await sql(kernel.orm.em.fork(), "select 1 from hospital limit 1");
  return rows.length > 0;
}

async function fill(tx: Tx, passwordHash: string, { journeys = 12_500, seed = 360 }: SeedOptions): Promise<SeedCounts> {
  const since = plus(tx.now, -(historyDays + 7) * dayMs);
  await ensurePartitions(tx, since);
  const group = await seedGroup(tx, since, passwordHash);
  const surveys = await seedTemplates(tx, since);
  await seedRules(tx, since);
  await seedSla(tx, since, group);
  const book = createCodeBook(await loadEventRules(tx), await loadActivePlans(tx));
  const random = createRandom(seed);
  const visits = drawVisits(random.fork("visits"), journeys, tx.now);
  const places = {
    hospitalId: (code: string) => group.hospital(code).id,
    departmentId: (hospital: string, code: string) => group.department(hospital, code).id,
    physicianId: (license: string) => group.physician(license).id,
  };
  const history = replayAll(random.fork("journeys"), visits, book, places, tx.now);
  const counts = await writeHistory(tx, random, history, { group, surveys });
  const resolutionTemplateId = [...surveys.values()].find(({ code }) => code === resolution.code)?.id ?? "";
  const cases = { tx, random: random.fork("cases"), group, resolutionTemplateId };
  const { resolutionSurveys } = await seedCases(cases, Math.max(20, Math.round(journeys / 110)));
  await rebuildRollups(tx);
  tx.audit({ action: "demo.seeded", targetType: "Group", after: { ...counts, days: historyDays } });
  return { ...counts, surveys: counts.surveys + resolutionSurveys, ...(await countAfter(tx)) };
}

/** What the cases added to: answers and actions are counted when all is written. */
async function countAfter(tx: Tx) {
  const [row] = await sql<Pick<SeedCounts, "answers" | "actions" | "complaints">>(
    tx.em,
    `select (select count(*)::int from survey_instance where status = 'ANSWERED') as answers,
            (select count(*)::int from px_action) as actions, (select count(*)::int from complaint) as complaints`,
  );
  return row as Pick<SeedCounts, "answers" | "actions" | "complaints">;
}
