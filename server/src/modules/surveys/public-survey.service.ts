import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, type IdentityCipher, type Language, type Tx } from "../core/index.ts";
import type { Answers, SurveyDefinition } from "./survey-definition.ts";
import { checkAnswers, type AnswerProblem } from "./survey.answers.ts";
import { SurveyStatus } from "./survey.status.ts";
import { tokenHash } from "./survey.token.ts";

/** What a link shows. */
export type PublicState = "OPEN" | "EXPIRED" | "ANSWERED" | "CANCELLED" | "INVALID";

export interface PublicSurveyRow {
  readonly id: string;
  readonly status: SurveyStatus;
  readonly language: Language;
  readonly isOpened: boolean;
  /** Its days are over at the time of asking. */
  readonly isOver: boolean;
  readonly hospitalId: string;
  readonly departmentId: string | null;
  readonly physicianId: string | null;
  readonly hospitalNameAr: string;
  readonly hospitalNameEn: string;
  /** Null when nothing was published when it was made: such a link was never sent. */
  readonly definition: SurveyDefinition | null;
  readonly templateThreshold: number | null;
  readonly hospitalThreshold: number;
  readonly draftSealed: Buffer | null;
}

const publicSurveySql = `
  select i.id, i.status, i.language, i.opened_at is not null as "isOpened", coalesce(i.expires_at <= $2, false) as "isOver", i.hospital_id as "hospitalId",
         i.department_id as "departmentId", i.physician_id as "physicianId", h.name_ar as "hospitalNameAr", h.name_en as "hospitalNameEn",
         v.definition, t.negative_threshold as "templateThreshold", s.negative_threshold as "hospitalThreshold",
         i.draft_answers_sealed as "draftSealed"
    from survey_instance i
    join hospital h on h.id = i.hospital_id
    join hospital_settings s on s.hospital_id = i.hospital_id
    join survey_template t on t.id = i.template_id
    left join survey_template_version v on v.id = i.template_version_id
   where i.token_hash = $1`;

/** SV-14: by the hash; whatever was sent as a token takes this one way. `isLocked`: nobody else decides about it meanwhile. */
export async function findByToken(
  em: EntityManager,
  token: string,
  now: Date,
  isLocked = false,
): Promise<PublicSurveyRow | null> {
  const hash = Buffer.from(tokenHash(token), "hex");
  const [row] = await sql<PublicSurveyRow>(em, isLocked ? `${publicSurveySql} for update of i` : publicSurveySql, [
    hash,
    now,
  ]);
  return row ?? null;
}

/** SV-17, SV-19: the clock decides about the end, not the tick that records it. */
export function stateOf(row: PublicSurveyRow | null): PublicState {
  if (row === null || row.definition === null) return "INVALID";
  if (row.status === SurveyStatus.ANSWERED || row.status === SurveyStatus.CANCELLED) return row.status;
  const isOver = row.status === SurveyStatus.EXPIRED || row.isOver;
  // Sent again after its end: the new message opens it for as many days once more.
  return isOver && row.status !== SurveyStatus.QUEUED ? "EXPIRED" : "OPEN";
}

/** What was saved so far, checked against the pinned version. */
export function savedAnswers(cipher: IdentityCipher, row: PublicSurveyRow): Answers {
  if (row.draftSealed === null || row.definition === null) return {};
  return checkAnswers(row.definition, JSON.parse(cipher.open(row.draftSealed)), "PARTIAL").answers;
}

const openedStatus = "case when status = 'SENT' then 'OPENED' else status end";

/** SV-14: the one thing that merely opening a link changes, and only the first time. */
export async function markOpened(em: EntityManager, id: string, now: Date): Promise<void> {
  await sql(
    em,
    `update survey_instance set opened_at = $2, status = ${openedStatus} where id = $1 and opened_at is null`,
    [id, now],
  );
}

export interface PublicInput {
  readonly token: string;
  readonly answers: unknown;
  readonly language: Language;
}

export interface PublicOutcome {
  readonly state: PublicState;
  readonly problems: readonly AnswerProblem[];
}

/** SV-18: keeps a partial answer, sealed; the last save counts. */
export async function savePublicSurvey(tx: Tx, input: PublicInput): Promise<PublicOutcome> {
  const row = await findByToken(tx.em, input.token, tx.now, true);
  const state = stateOf(row);
  if (state !== "OPEN" || row?.definition == null) return { state, problems: [] };
  const { answers, problems } = checkAnswers(row.definition, input.answers, "PARTIAL");
  if (problems.length > 0) return { state, problems };
  const sealed = tx.kernel.cipher.seal(JSON.stringify(answers));
  await sql(
    tx.em,
    `update survey_instance set draft_answers_sealed = $2, language = $3, opened_at = coalesce(opened_at, $4), status = ${openedStatus}
      where id = $1`,
    [row.id, sealed, input.language, tx.now],
  );
  return { state, problems };
}
