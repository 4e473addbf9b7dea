import { sql, type Language, type Tx } from "../../modules/core/index.ts";
import { Department, HospitalSettings } from "../../modules/organizations/index.ts";
import { actionsOf } from "../history/actions.ts";
import { recordOf } from "../history/action-record.ts";
import type { ReplayedVisit } from "../history/replay.ts";
import { surveysOf, type SendingRules } from "../history/surveys.ts";
import type { Random } from "../random.ts";
import type { SeedCounts } from "../seed-demo.ts";
import { actionMessages, deadlineMessages, type MailUser } from "./action-messages.ts";
import { insertActionClocks, noticesOf } from "./insert-action-clocks.ts";
import { insertActions, withReferences } from "./insert-actions.ts";
import { insertInboundEvents, insertTroubles } from "./insert-events.ts";
import { insertFeed } from "./insert-feed.ts";
import { insertJourneys } from "./insert-journeys.ts";
import { insertResponses, insertSurveys } from "./insert-surveys.ts";
import { insertMessages } from "./messages.ts";
import type { SeededGroup } from "./seed-group.ts";
import { insertPatients, type PatientPool } from "./seed-patients.ts";
import type { SeededSurvey } from "./seed-templates.ts";
import { surveyMessages } from "./survey-messages.ts";
import { hospitals } from "../group/hospitals.ts";

interface Setting {
  readonly group: SeededGroup;
  readonly surveys: ReadonlyMap<string, SeededSurvey>;
}

/** What follows from the journeys: surveys, answers, actions, messages, the feed. Written in the order of their references. */
export async function writeHistory(
  tx: Tx,
  random: Random,
  { visits, patients }: { visits: readonly ReplayedVisit[]; patients: PatientPool },
  { group, surveys: templates }: Setting,
): Promise<Omit<SeedCounts, "complaints">> {
  const rules = await loadSendingRules(tx, group);
  const surveys = surveysOf(random.fork("surveys"), visits, { surveys: templates, rules, now: tx.now });
  const answered = surveys.filter(({ life }) => life.answer);
  const negative = new Set(answered.filter(({ life }) => life.answer?.isNegative).map(({ visit }) => visit.journey.id));
  const users = await loadUsers(tx);
  const departments = await tx.em.find(Department, {});
  const names = new Map(departments.map(({ id, nameAr, nameEn }) => [id, { ar: nameAr, en: nameEn }]));

  await insertPatients(tx, patients.all, (code) => group.hospital(code).id);
  await insertJourneys(tx, visits, negative);
  await insertInboundEvents(tx, visits, group.apiKeyId);
  await insertTroubles(tx, random.fork("troubles"), group.hospital("OLAYA"), group.apiKeyId);
  await insertSurveys(tx, surveys);
  await insertResponses(tx, random.fork("responses"), surveys);

  const hospitalIds = hospitals.map(({ code }) => group.hospital(code).id);
  const forActions = random.fork("actions");
  const planned = await actionsOf(tx, forActions, surveys, hospitalIds, (id) => names.get(id) ?? { ar: "", en: "" });
  const actions = await withReferences(
    tx,
    planned.map((action) => ({ action, record: recordOf(forActions, action, (id) => users(id).language) })),
  );
  await insertActions(tx, forActions, actions, (id) => users(id).email);

  const notices = await noticesOf(tx, actions);
  await insertActionClocks(tx, forActions, actions, notices, (id) => users(id).email);

  const forMessages = random.fork("messages");
  const people = { user: users, hospital: group.hospital };
  await insertMessages(tx, forMessages, [
    ...surveyMessages(tx, surveys, group.hospital),
    ...actionMessages(tx, forMessages, actions, people),
    ...deadlineMessages(tx, forMessages, notices, people),
  ]);
  await insertFeed(tx, random.fork("feed"), visits, surveys, actions);
  return {
    patients: patients.all.length,
    journeys: visits.length,
    surveys: surveys.length,
    answers: answered.length,
    actions: actions.length,
  };
}

async function loadSendingRules(tx: Tx, group: SeededGroup): Promise<(hospital: string) => SendingRules> {
  const settings = await tx.em.find(HospitalSettings, {});
  const byCode = new Map(
    hospitals.map(({ code }) => {
      const found = settings.find(({ hospital }) => hospital.id === group.hospital(code).id);
      if (!found) throw new Error(`${code} has no settings`);
      const {
        sendingWindowHours,
        surveyValidDays,
        maxReminders,
        fatigueMaxInvitations,
        fatigueDays,
        negativeThreshold,
      } = found;
      const reminderAfterHours = found.reminderAfterHours ?? null;
      return [
        code,
        {
          sendingWindowHours,
          surveyValidDays,
          reminderAfterHours,
          maxReminders,
          fatigueMaxInvitations,
          fatigueDays,
          negativeThreshold,
        },
      ];
    }),
  );
  return (code) => byCode.get(code) as SendingRules;
}

async function loadUsers(tx: Tx): Promise<(id: string) => MailUser> {
  const rows = await sql<{ id: string; email: string; language: Language }>(
    tx.em,
    "select id, email::text as email, language from app_user",
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => {
    const found = byId.get(id);
    if (!found) throw new Error("an action of the demo names an unknown user");
    return found;
  };
}
