import type { Answer, FormQuestion } from "./rules.ts";

const isChecked = (input: HTMLInputElement): boolean => input.checked;

export function inputsOf(section: Element): HTMLInputElement[] {
  return [...section.querySelectorAll("input")];
}

/** The page is the record of what was tapped, also before this script arrived. */
export function readAnswer(question: FormQuestion, section: Element): Answer {
  const checked = inputsOf(section).filter(isChecked);
  if (checked.some((input) => "na" in input.dataset)) return { value: null, isNotApplicable: true };
  if (question.type === "TEXT") return { value: section.querySelector("textarea")?.value ?? null };
  const codes = checked.map((input) => input.value);
  if (question.type === "MULTIPLE_CHOICE") return { value: codes };
  const value = codes[0];
  if (value === undefined) return { value: null };
  const isCode = (question.options?.length ?? 0) > 0 || question.type === "YES_NO";
  return { value: isCode && !isScale(question) ? value : Number(value) };
}

function isScale({ type }: FormQuestion): boolean {
  return type === "RATING" || type === "SMILEY" || type === "NPS";
}

/** True when someone changed an answer since the page was written: browsers remember the written one as the default. */
export function wasTouched(section: Element): boolean {
  const text = section.querySelector("textarea");
  return (
    inputsOf(section).some((input) => input.checked !== input.defaultChecked) ||
    (text !== null && text.value !== text.defaultValue)
  );
}

/** “None of these” and “does not apply” stand alone; choosing anything else takes them back. */
export function keepAlone(section: Element, changed: EventTarget): void {
  const inputs = inputsOf(section);
  const text = section.querySelector("textarea");
  if (changed instanceof HTMLInputElement && "alone" in changed.dataset) {
    if (!changed.checked) return;
    for (const input of inputs) if (input !== changed) input.checked = false;
    if (text !== null) text.value = "";
    return;
  }
  const isSaid = changed instanceof HTMLInputElement ? changed.checked : changed === text && text?.value !== "";
  if (isSaid) for (const input of inputs) if ("alone" in input.dataset) input.checked = false;
}

export function clearAnswer(section: Element): void {
  for (const input of inputsOf(section)) input.checked = false;
}
