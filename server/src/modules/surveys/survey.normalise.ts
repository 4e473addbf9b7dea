import type { Condition, SurveyDefinition, SurveyOption, SurveyQuestion, SurveySection } from "./survey-definition.ts";

/** What an editor may leave out while drafting. */
export type Drafted<Part> = { [Key in keyof Part]?: Part[Key] | null };

export interface DraftedQuestion extends Omit<Drafted<SurveyQuestion>, "options"> {
  options?: readonly Drafted<SurveyOption>[] | null;
}

export interface DraftedDefinition extends Omit<Drafted<SurveyDefinition>, "questions" | "sections"> {
  questions?: readonly DraftedQuestion[] | null;
  sections?: readonly Drafted<SurveySection>[] | null;
}

/** One spelling of a definition: every key present, so that two can be compared and none is missing in an answer of the API. */
export function normaliseDefinition(given: DraftedDefinition): SurveyDefinition {
  return {
    introAr: given.introAr ?? "",
    introEn: given.introEn ?? "",
    thanksAr: given.thanksAr ?? "",
    thanksEn: given.thanksEn ?? "",
    scoring: given.scoring ?? "WEIGHTED_MEAN",
    layout: given.layout ?? "ONE_BY_ONE",
    sections: (given.sections ?? []).map(({ code, titleAr, titleEn }) => ({
      code: code ?? "",
      titleAr: titleAr ?? "",
      titleEn: titleEn ?? "",
    })),
    questions: (given.questions ?? []).map(normaliseQuestion),
  };
}

function normaliseQuestion(given: DraftedQuestion): SurveyQuestion {
  const options = given.options ?? [];
  return {
    id: given.id ?? "",
    code: given.code ?? "",
    type: given.type ?? "RATING",
    textAr: given.textAr ?? "",
    textEn: given.textEn ?? "",
    isRequired: given.isRequired ?? false,
    weight: given.weight ?? 1,
    sectionCode: given.sectionCode ?? null,
    allowsNotApplicable: given.allowsNotApplicable ?? false,
    topBoxMin: given.topBoxMin ?? null,
    topBoxCodes: given.topBoxCodes?.length ? given.topBoxCodes : null,
    options: options.length > 0 ? options.map(normaliseOption) : null,
    // As the database will return it: GraphQL hands over objects without a prototype.
    showWhen: given.showWhen ? (JSON.parse(JSON.stringify(given.showWhen)) as Condition) : null,
  };
}

function normaliseOption(given: Drafted<SurveyOption>): SurveyOption {
  const { code, textAr, textEn, score, isNotApplicable } = given;
  return {
    code: code ?? "",
    textAr: textAr ?? "",
    textEn: textEn ?? "",
    score: score ?? null,
    isNotApplicable: isNotApplicable ?? false,
  };
}
