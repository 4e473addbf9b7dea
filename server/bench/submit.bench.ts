import { sql } from "../src/modules/core/index.ts";
import { surveyToken } from "../src/modules/surveys/survey.token.ts";
import { WARD_SURVEY } from "../src/modules/surveys/survey.sample.ts";
import { ratioOf, type Ratio } from "./intake.bench.ts";
import { runLoad } from "./load.ts";
import type { Setting } from "./setting.ts";

const connections = 16;
// Short enough for the surveys that the pipeline sent, also on a fast machine.
const seconds = 2;

const mutation = `mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { state userErrors { code } } }`;

/** Best answers to every question that has a scale; enough to score, and all required ones are among them. */
function answers(): object {
  const best: Record<string, number | string> = { RATING: 5, SMILEY: 5, NPS: 10, LIKERT: 5, YES_NO: "YES" };
  return Object.fromEntries(
    WARD_SURVEY.questions.flatMap((question) => {
      const value = best[question.type] ?? question.options?.[0]?.code;
      return value === undefined || question.type === "TEXT"
        ? []
        : [[question.id, { value: question.type === "MULTIPLE_CHOICE" ? [value] : value }]];
    }),
  );
}

/**
 * Surveys answered per second over GraphQL, each once, against a bare server that does the same writes (lock, update, five answers,
 * audit entry, outbox row) in one transaction per request. Needs the surveys that the pipeline sent.
 */
export async function benchSubmit(setting: Setting): Promise<Ratio> {
  const sent = await sql<{ id: string }>(
    setting.kernel.orm.em.fork(),
    "select id from survey_instance where status = 'SENT' order by id",
  );
  const half = Math.floor(sent.length / 2);
  const [mine, theirs] = [sent.slice(0, half), sent.slice(half)];
  const key = setting.kernel.config.SURVEY_TOKEN_KEY;
  const given = answers();
  const headers = { "content-type": "application/json", accept: "application/json" };
  const [server, floor] = [await setting.server(), await setting.floor("server/bench/floor-submit.ts")];
  try {
    const next = (rows: { id: string }[]) => {
      const row = rows.pop();
      if (!row) throw new Error("the surveys are used up: send more in the pipeline, or measure shorter");
      return row.id;
    };
    const ours = await runLoad({
      url: `${server.url}/graphql`,
      connections,
      seconds,
      headers,
      expectedStatus: 200,
      body: () =>
        JSON.stringify({
          query: mutation,
          variables: { input: { token: surveyToken(key, next(mine)), answers: given, language: "AR" } },
        }),
    });
    const bare = await runLoad({
      url: floor.url,
      connections,
      seconds,
      headers,
      expectedStatus: 200,
      body: () => JSON.stringify({ id: next(theirs), answers: given }),
    });
    return ratioOf(ours.perSecond, bare.perSecond);
  } finally {
    await server.stop();
    await floor.stop();
  }
}
