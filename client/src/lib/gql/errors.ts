import type { CombinedError } from "@urql/core";

export type FailureKind =
  | "offline"
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "badInput"
  | "conflict"
  | "rateLimited"
  | "unavailable"
  | "bug";

export interface Failure {
  kind: FailureKind;
  /** Shown beside the text, so that a reader can name it to support. */
  requestId: string | null;
}

/** Codes of docs “GraphQL API: conventions”; anything else is a defect of ours. */
const KINDS: Record<string, FailureKind> = {
  UNAUTHENTICATED: "unauthenticated",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "notFound",
  BAD_USER_INPUT: "badInput",
  CONFLICT: "conflict",
  RATE_LIMITED: "rateLimited",
  UNAVAILABLE: "unavailable",
};

export function toFailure(
  error: Pick<CombinedError, "networkError" | "graphQLErrors"> & { response?: unknown },
): Failure {
  const extensions = error.graphQLErrors[0]?.extensions as { code?: string; requestId?: string } | undefined;
  if (extensions?.code) return { kind: KINDS[extensions.code] ?? "bug", requestId: extensions.requestId ?? null };
  if (!error.networkError) return { kind: "bug", requestId: null };
  const status = (error.response as Response | undefined)?.status;
  if (status === undefined) return { kind: "offline", requestId: null };
  return { kind: status === 429 ? "rateLimited" : status >= 502 ? "unavailable" : "bug", requestId: null };
}
