import type { FormDefinition } from "../survey-definition.ts";
import type { SurveyAssets } from "./document.ts";
import { renderDocument } from "./document.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { check, clock, cross, link, mark } from "./icons.ts";
import type { ClosedState, Language } from "./page-strings.ts";
import { STRINGS, htmlLanguage, otherLanguage } from "./page-strings.ts";
import type { HospitalName } from "./screen.ts";
import { hospitalName } from "./screen.ts";

export type Thanks = Pick<FormDefinition, "thanksAr" | "thanksEn">;

/** An unknown link knows no hospital, so the page for it must not need one. */
export interface StateView extends Partial<HospitalName>, Partial<Thanks> {
  state: ClosedState;
  language: Language;
}

export interface StatePageModel extends Omit<StateView, "state"> {
  assets: SurveyAssets;
}

const ICONS: Record<ClosedState, Html> = { ANSWERED: check, EXPIRED: clock, CANCELLED: cross, INVALID: link };

function words(view: StateView, language: Language): { heading: string; text: string } {
  const { heading, text } = STRINGS[language].closed[view.state];
  const thanks = (language === "AR" ? view.thanksAr : view.thanksEn) ?? "";
  return { heading, text: view.state === "ANSWERED" && thanks !== "" ? thanks : text };
}

/**
 * Both languages at once: whoever opens an old link may not be who we wrote to, and there is nothing left to switch.
 */
export function renderState(view: StateView): Html {
  const main = words(view, view.language);
  const second = otherLanguage(view.language);
  const other = words(view, second);
  const { lang, dir } = htmlLanguage(second);
  const { hospitalNameAr, hospitalNameEn } = view;
  const names =
    hospitalNameAr !== undefined && hospitalNameEn !== undefined ? { hospitalNameAr, hospitalNameEn } : null;
  const header =
    names !== null &&
    html`<header>
      <p class="hospital">${mark}<span dir="auto">${hospitalName(names, view.language)}</span></p>
    </header>`;
  return html`${header}
    <main class="closed ${view.state.toLowerCase()}">
      <div class="badge">${ICONS[view.state]}</div>
      <h1 tabindex="-1">${main.heading}</h1>
      <p class="lead" dir="auto">${main.text}</p>
      <div class="second" lang="${lang}" dir="${dir}">
        <h2>${other.heading}</h2>
        <p dir="auto">${other.text}</p>
      </div>
    </main>`;
}

/** SV-14: the same page for unknown, altered and foreign tokens: it depends on nothing but the language. */
export function renderStatePage(state: ClosedState, model: StatePageModel): string {
  const { language, assets } = model;
  const title = STRINGS[language].closed[state].heading;
  const body = html`<div id="app">${renderState({ ...model, state })}</div>`;
  return renderDocument({ language, title, style: assets.style, body });
}
