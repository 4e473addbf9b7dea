import type { Answers, ClosedState, Language } from "./rules.ts";

export interface SurveyInput {
  token: string;
  answers: Answers;
  language: Language;
}

export interface UserError {
  code: string;
  message: string;
  field: string[] | null;
}

/**
 * What became of a call: answered by the survey, lost on the way or refused for now (worth trying again), or refused
 * for good.
 */
export type Reply =
  | { kind: "DONE"; state: "OPEN" | ClosedState; userErrors: UserError[] }
  | { kind: "LOST" }
  | { kind: "BUSY" }
  | { kind: "FAILED" };

type PublicMutation = "savePublicSurvey" | "submitPublicSurvey";

/** A phone in a lift neither fails nor answers; after this long the call counts as lost. */
const TIMEOUT_MS = 15_000;
const BUSY_CODES = new Set(["RATE_LIMITED", "UNAVAILABLE", "INTERNAL_SERVER_ERROR", "CONFLICT"]);

interface GraphqlReply {
  data?: Partial<Record<PublicMutation, { state: "OPEN" | ClosedState; userErrors: UserError[] } | null>> | null;
  errors?: { extensions?: { code?: string } }[];
}

function queryOf(mutation: PublicMutation): string {
  const input = mutation === "savePublicSurvey" ? "SavePublicSurveyInput" : "SubmitPublicSurveyInput";
  return `mutation($input: ${input}!){${mutation}(input:$input){state userErrors{code message field}}}`;
}

export async function call(mutation: PublicMutation, input: SurveyInput, { isLeaving = false } = {}): Promise<Reply> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "apollo-require-preflight": "1" },
      body: JSON.stringify({ query: queryOf(mutation), variables: { input } }),
      signal: abort.signal,
      // Survives the closing of the page.
      keepalive: isLeaving,
    });
    if (response.status === 429 || response.status >= 500) return { kind: "BUSY" };
    const { data, errors } = (await response.json()) as GraphqlReply;
    const payload = data?.[mutation];
    if (payload) return { kind: "DONE", state: payload.state, userErrors: payload.userErrors };
    return { kind: errors?.some((error) => BUSY_CODES.has(error.extensions?.code ?? "")) ? "BUSY" : "FAILED" };
  } catch {
    return { kind: "LOST" };
  } finally {
    clearTimeout(timer);
  }
}
