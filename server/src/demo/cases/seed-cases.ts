import { sql, type Tx } from "../../modules/core/index.ts";
import { plus } from "../day/clock.ts";
import { hospitals } from "../group/hospitals.ts";
import type { Random } from "../random.ts";
import type { SeededGroup } from "../rows/seed-group.ts";
import { loadDemoPeople } from "./demo-people.ts";
import { seedComplaints } from "./seed-complaints.ts";
import { seedFeedback } from "./seed-feedback.ts";

export const hourMs = 3_600_000;

/** What a transaction of then looks like: its time, who acts, and nobody who is told live or later of what is long past. */
export const asOf = (tx: Tx, at: Date, actor: Tx["actor"]): Tx => ({
  ...tx,
  now: at,
  actor,
  emit: () => undefined,
  publish: () => undefined,
});

export interface CaseSetting {
  readonly tx: Tx;
  readonly random: Random;
  readonly group: SeededGroup;
  readonly resolutionTemplateId: string;
}

/** Moments of the last ninety days, in daytime, the newer ones denser: what is open is mostly new. */
export function drawMoment(random: Random, now: Date, newest = 0.5): Date {
  const days = 90 * random.next() ** 2 + newest / 24;
  return plus(now, -days * 24 * hourMs);
}

/** Complaints, inquiries and feedback by the services of their modules, each step at its time and by somebody who may. */
export async function seedCases(setting: CaseSetting, count: number): Promise<{ resolutionSurveys: number }> {
  const { tx, group, random, resolutionTemplateId } = setting;
  const ids = hospitals.map(({ code }) => group.hospital(code).id);
  await sql(tx.em, "update complaint_settings set resolution_template_id = $1 where hospital_id is null", [
    resolutionTemplateId,
  ]);
  const people = await loadDemoPeople(tx, random.fork("people"), ids);
  const resolutionSurveys = await seedComplaints(setting, people, count);
  await seedFeedback(setting, people, Math.ceil(count / 2));
  await tx.em.flush();
  await forgetMessages(tx);
  return { resolutionSurveys };
}

/** Their messages went out long ago; what the log would say of them is left out, and old notices have been read. */
async function forgetMessages(tx: Tx): Promise<void> {
  await sql(
    tx.em,
    `delete from notification where related_type in ('Complaint', 'Feedback')
         or related_id in (select id from survey_instance where complaint_id is not null)`,
  );
  await sql(tx.em, "update user_notification set read_at = created_at where created_at < $1", [
    plus(tx.now, -48 * hourMs),
  ]);
}
