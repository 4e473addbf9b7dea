import { PermanentError } from "./back-off.ts";

/**
 * What a row may store and a console may show of a failure: a code and, for errors we wrote ourselves, their text.
 * The text of a database or library error can carry the values it choked on, so it is left out.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof PermanentError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return "unknown failure";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}
