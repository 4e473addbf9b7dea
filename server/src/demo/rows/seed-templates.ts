import { sql, type Tx } from "../../modules/core/index.ts";
import { JourneyType } from "../../modules/journeys/index.ts";
import { createJourneyTemplate } from "../../modules/journeys/template.service.ts";
import type { SurveyDefinition } from "../../modules/surveys/index.ts";
import { createSurveyTemplate, publishSurveyTemplate } from "../../modules/surveys/template.service.ts";
import { journeyTemplates } from "../group/journeys.ts";
import { resolution, surveys, type Topic } from "../surveys/index.ts";

export interface SeededSurvey {
  readonly id: string;
  readonly code: string;
  readonly versionId: string;
  readonly definition: SurveyDefinition;
  readonly negativeThreshold: number | null;
  readonly topic: Topic;
}

/** By the services of the modules themselves, so that what is refused in the console is refused here. Returns surveys by template id. */
export async function seedTemplates(tx: Tx, since: Date): Promise<ReadonlyMap<string, SeededSurvey>> {
  const then: Tx = { ...tx, now: since };
  const made = new Map<string, SeededSurvey>();
  const idOf = new Map<string, string>();
  for (const { code, nameAr, nameEn, negativeThreshold, topic, definition } of [...surveys, resolution]) {
    const draft = await createSurveyTemplate(then, { code }, { nameAr, nameEn, negativeThreshold, definition });
    const template = await publishSurveyTemplate(then, draft.id, draft.version);
    await tx.em.flush();
    const version = await template.currentVersion?.loadOrFail();
    if (!version) throw new Error(`${code} has no published version`);
    idOf.set(code, template.id);
    made.set(template.id, {
      id: template.id,
      code,
      versionId: version.id,
      definition: version.definition,
      negativeThreshold: negativeThreshold ?? null,
      topic,
    });
  }
  for (const { code, nameAr, nameEn, journeyType, stages } of journeyTemplates) {
    await createJourneyTemplate(then, {
      code,
      nameAr,
      nameEn,
      journeyType: JourneyType[journeyType],
      isActive: true,
      stages: stages.map(({ survey, ...stage }) => ({ ...stage, surveyTemplateId: survey ? idOf.get(survey) : null })),
    });
  }
  await tx.em.flush();
  // Templates are as old as the history that hangs on them; their versions are immutable and were made with that time.
  await sql(tx.em, "update survey_template set created_at = $1", [since]);
  await sql(tx.em, "update journey_template set created_at = $1", [since]);
  return made;
}
