import type { Answers, FormDefinition, FormQuestion } from "../survey-definition.ts";
import { resumeAt } from "../survey.branching.ts";
import type { SurveyAssets } from "./document.ts";
import { renderDocument } from "./document.ts";
import { embeddedJson, html } from "./html.ts";
import type { Language } from "./page-strings.ts";
import { STRINGS } from "./page-strings.ts";
import type { HospitalName } from "./screen.ts";
import { hospitalName, renderScreen } from "./screen.ts";

export interface SurveyPageModel extends HospitalName {
  definition: FormDefinition;
  language: Language;
  /** What was saved so far, checked. */
  answers: Answers;
  assets: SurveyAssets;
}

/** What the script finds in the page, besides the token in the address. */
export interface EmbeddedSurvey extends HospitalName {
  definition: FormDefinition;
  language: Language;
  answers: Answers;
}

/** Only what the form shows: scores, weights and top boxes would tell the patient which answer we hope for. */
export function formDefinition(definition: FormDefinition): FormDefinition {
  const { introAr, introEn, thanksAr, thanksEn, layout, sections } = definition;
  const questions = definition.questions.map((question): FormQuestion => {
    const { id, type, textAr, textEn, isRequired, sectionCode, allowsNotApplicable, showWhen } = question;
    const options = question.options?.map(({ code, textAr: ar, textEn: en, isNotApplicable }) => ({
      code,
      textAr: ar,
      textEn: en,
      isNotApplicable: isNotApplicable === true || undefined,
    }));
    const kept = {
      sectionCode: sectionCode ?? undefined,
      allowsNotApplicable: allowsNotApplicable === true || undefined,
    };
    return { id, type, textAr, textEn, isRequired, ...kept, showWhen: showWhen ?? undefined, options };
  });
  return { introAr, introEn, thanksAr, thanksEn, layout, sections, questions };
}

/** SV-15: the question at hand is in the HTML and can be answered before the script arrives. */
export function renderSurveyPage(model: SurveyPageModel): string {
  const { language, answers, hospitalNameAr, hospitalNameEn, assets } = model;
  const definition = formDefinition(model.definition);
  const embedded: EmbeddedSurvey = { definition, language, answers, hospitalNameAr, hospitalNameEn };
  const currentId = resumeAt(definition, answers)?.id ?? null;
  const screen = renderScreen({ ...embedded, currentId, errors: {}, isSending: false });
  // No <form>: before the script arrives a browser would send it away on Enter, and the answers would land in the
  // address.
  const body = html`<div id="app">${screen}</div>
    <p id="status" role="status" aria-live="polite"></p>
    <noscript><p class="needs-script">${STRINGS[language].needsScript}</p></noscript>
    <script type="application/json" id="survey">
      ${embeddedJson(embedded)}
    </script>`;
  const title = `${STRINGS[language].title} – ${hospitalName(model, language)}`;
  return renderDocument({ language, title, style: assets.style, script: assets.script, body });
}
