import { setTimeout as sleep } from "node:timers/promises";
import type { FormDefinition } from "../../modules/surveys/survey-definition.ts";
import { journeyTemplates } from "../group/journeys.ts";
import { drawAnswers, drawMood } from "../history/answering.ts";
import type { Random } from "../random.ts";
import { surveys, type Topic } from "../surveys/index.ts";
import type { ConsoleClient } from "./console-client.ts";
import type { Tally } from "./tally.ts";

interface Invitation {
  readonly id: string;
  readonly surveyInstanceId: string | null;
  readonly language: "AR" | "EN";
  readonly body: string | null;
  readonly createdAt: string;
}

interface Patients {
  readonly client: ConsoleClient;
  readonly random: Random;
  readonly tally: Tally;
  readonly since: Date;
  readonly runId: string;
  readonly answers: number;
  readonly negatives: number;
  readonly signal: AbortSignal;
}

const invitationsQuery = `query ($filter: NotificationLogFilter, $after: String) {
  notificationLogs(first: 100, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes { id surveyInstanceId language body createdAt } pageInfo { hasNextPage endCursor }
  }
}`;

const surveyQuery = "query ($id: ID!) { surveyInstance(id: $id) { encounterId stageCode } }";

const formQuery = `query ($token: String!) { publicSurvey(token: $token) { state definition {
  introAr introEn thanksAr thanksEn layout sections { code titleAr titleEn }
  questions { id type textAr textEn isRequired sectionCode allowsNotApplicable showWhen options { code textAr textEn isNotApplicable } } } } }`;

const submitMutation =
  "mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { state userErrors { code message } } }";

/** For the test that holds them against schema.graphql. */
export const documents = { invitationsQuery, surveyQuery, formQuery, submitMutation };

/** Which comments fit a stage. */
const topicOf = (stageCode: string | null): Topic => {
  const stage = journeyTemplates.flatMap(({ stages }) => stages).find(({ code }) => code === stageCode);
  return surveys.find(({ code }) => code === stage?.survey)?.topic ?? "CONSULT";
};

/**
 * Reads the notification log as the console does and lets a share of the invited patients of this run answer, a few seconds after
 * their message. Nobody else's survey is touched.
 */
export async function answerInvitations(patients: Patients, isOver: () => boolean): Promise<void> {
  const { client, since, signal, tally } = patients;
  const seen = new Set<string>();
  const answering: Promise<void>[] = [];
  for (;;) {
    // The last look comes after the last event: what was sent until then is still seen.
    const isLast = isOver();
    for (const invitation of await newInvitations(client, since, seen))
      answering.push(consider(patients, invitation).catch((error: unknown) => tally.fault(error)));
    if (isLast) break;
    await sleep(2_000, undefined, { signal });
  }
  await Promise.all(answering);
}

async function newInvitations(client: ConsoleClient, since: Date, seen: Set<string>): Promise<Invitation[]> {
  const found: Invitation[] = [];
  const filter = { createdAt: { from: since.toISOString() }, purpose: ["SURVEY_INVITATION"], status: ["SENT"] };
  for (let after: string | null = null; ;) {
    const {
      notificationLogs: page,
    }: { notificationLogs: { nodes: Invitation[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } =
      await client.query(invitationsQuery, { filter, after });
    found.push(...page.nodes.filter(({ id }) => !seen.has(id)));
    for (const { id } of page.nodes) seen.add(id);
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

async function consider(patients: Patients, invitation: Invitation): Promise<void> {
  const { client, random, tally, runId, signal } = patients;
  const { surveyInstance: survey } = await client.query<{
    surveyInstance: { encounterId: string | null; stageCode: string | null } | null;
  }>(surveyQuery, { id: invitation.surveyInstanceId });
  if (!survey?.encounterId?.startsWith(`SIM-E-${runId}-`)) return;
  tally.invited++;
  if (!random.chance(patients.answers)) return;
  const token = /\/s\/([\w-]+)/.exec(invitation.body ?? "")?.[1];
  if (!token) throw new Error("an invitation in the notification log shows no link");
  const isBad = random.chance(patients.negatives);
  await sleep(random.between(2_000, 12_000), undefined, { signal });
  const { publicSurvey } = await client.anonymous<{
    publicSurvey: { state: string; definition: FormDefinition | null };
  }>(formQuery, { token });
  if (publicSurvey.state !== "OPEN" || !publicSurvey.definition) return;
  const { language } = invitation;
  const answers = drawAnswers(random, publicSurvey.definition, {
    mood: drawMood(random, isBad),
    topic: topicOf(survey.stageCode),
    language,
  });
  const { submitPublicSurvey: done } = await client.anonymous<{
    submitPublicSurvey: { state: string; userErrors: { message: string }[] };
  }>(submitMutation, { input: { token, language, answers } });
  if (done.state !== "ANSWERED")
    throw new Error(`an answer was not taken: ${done.userErrors.map(({ message }) => message).join("; ")}`);
  tally.answered++;
  if (isBad) tally.badAnswers++;
}
