import "./survey.css";
import { draftKey, readDraft } from "./drafts.ts";
import { runForm } from "./form.ts";
import type { EmbeddedSurvey } from "./rules.ts";
import { startFrom } from "./start.ts";

const data = document.getElementById("survey")?.textContent;
// /s/<token>, whatever the hospital's proxy puts before it.
const token = decodeURIComponent(location.pathname.replace(/\/+$/, "").split("/").pop() ?? "");

if (data) {
  const survey = JSON.parse(data) as EmbeddedSurvey;
  const key = draftKey(token);
  const draft = readDraft(key);
  runForm(token, key, startFrom(survey, draft), draft?.isSubmitting === true);
}
