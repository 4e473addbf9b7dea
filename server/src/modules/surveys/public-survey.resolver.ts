import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Allow, Language, Severity, type RequestContext, type Tx } from "../core/index.ts";
import { noteMiss, tooMany, waitBeforeUse } from "./public-limits.ts";
import { formDefinition } from "./public-page/survey-page.ts";
import {
  findByToken,
  savedAnswers,
  savePublicSurvey,
  stateOf,
  type PublicInput,
  type PublicOutcome,
} from "./public-survey.service.ts";
import {
  PublicSurvey,
  PublicSurveyPayload,
  SavePublicSurveyInput,
  SubmitPublicSurveyInput,
} from "./public-survey.type.ts";
import { submitPublicSurvey } from "./submit.service.ts";
import type { AnswerProblem } from "./survey.answers.ts";
import { ANSWER_PROBLEM_MESSAGES } from "./survey.messages.ts";

/** Enough for any form; a flood of wrong names is not worth more. */
const maxProblems = 100;

@Resolver()
export class PublicSurveyResolver {
  @Allow("PUBLIC")
  @Query(() => PublicSurvey, { description: "The survey behind a patient's link. Changes nothing." })
  async publicSurvey(
    @Ctx() context: RequestContext,
    @Arg("token", () => String, { description: "The last part of the link." }) token: string,
  ): Promise<PublicSurvey> {
    await guard(context, token);
    const { kernel } = context;
    const row = await findByToken(kernel.orm.em.fork(), token, kernel.clock());
    const state = stateOf(row);
    if (row === null) await noteMiss(kernel, context.facts.address);
    if (state !== "OPEN" || row?.definition == null) return { state };
    const { language, hospitalNameAr, hospitalNameEn } = row;
    const definition = formDefinition(row.definition) as unknown as PublicSurvey["definition"];
    return { state, language, hospitalNameAr, hospitalNameEn, definition, answers: savedAnswers(kernel.cipher, row) };
  }

  @Allow("PUBLIC")
  @Mutation(() => PublicSurveyPayload, { description: "Keeps a partial answer, to go on later." })
  savePublicSurvey(
    @Ctx() context: RequestContext,
    @Arg("input", () => SavePublicSurveyInput) input: SavePublicSurveyInput,
  ) {
    return settle(context, input, savePublicSurvey);
  }

  @Allow("PUBLIC")
  @Mutation(() => PublicSurveyPayload, {
    description: "Finishes a survey. May be repeated: the first counts, the others get the same thanks.",
  })
  submitPublicSurvey(
    @Ctx() context: RequestContext,
    @Arg("input", () => SubmitPublicSurveyInput) input: SubmitPublicSurveyInput,
  ) {
    return settle(context, input, submitPublicSurvey);
  }
}

async function guard(context: RequestContext, token: string): Promise<void> {
  const seconds = await waitBeforeUse(context.kernel, token, context.facts.address);
  if (seconds !== null) throw tooMany(seconds);
}

async function settle(
  context: RequestContext,
  input: PublicInput,
  work: (tx: Tx, input: PublicInput) => Promise<PublicOutcome>,
): Promise<PublicSurveyPayload> {
  await guard(context, input.token);
  const { state, problems } = await context.runUnscoped((tx) => work(tx, input));
  if (state === "INVALID") await noteMiss(context.kernel, context.facts.address);
  return { state, userErrors: problems.slice(0, maxProblems).map((problem) => userError(problem, input.language)) };
}

/** In the language of the form, which may differ from the browser's. */
function userError({ code, pointer }: AnswerProblem, language: Language) {
  const { messageAr, messageEn } = ANSWER_PROBLEM_MESSAGES[code];
  return { code, message: language === Language.AR ? messageAr : messageEn, field: pointer, severity: Severity.ERROR };
}
