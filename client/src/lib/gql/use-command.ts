import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { ref } from "vue";
import { gqlClient } from "./client.ts";
import { type Failure, toFailure } from "./errors.ts";

export interface CommandError {
  code: string;
  /** In the reader's language: the server knows it. */
  message: string;
  field?: readonly string[] | null;
  /** A warning stops the save until its code is accepted; without a word it is an error. */
  severity?: "ERROR" | "WARNING" | null;
}
export type Outcome<Data> =
  | { ok: true; data: Data }
  | { ok: false; userErrors: readonly CommandError[]; failure: Failure | null };

interface Payload {
  userErrors?: readonly CommandError[];
}

/** The `userErrors` of the one mutation that the document holds. */
export function userErrorsOf(data: unknown): readonly CommandError[] {
  const payload = Object.values((data ?? {}) as Record<string, Payload | null>).find((each) => each?.userErrors);
  return payload?.userErrors ?? [];
}

/** One mutation with its state. What a person can mend comes back as `userErrors`, everything else as `failure`. */
export function useCommand<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
) {
  const isRunning = ref(false);

  async function run(variables: Variables): Promise<Outcome<Data>> {
    isRunning.value = true;
    try {
      const result = await gqlClient.value
        .mutation(document as TypedDocumentNode<Data, Record<string, unknown>>, variables)
        .toPromise();
      if (result.error) return { ok: false, userErrors: [], failure: toFailure(result.error) };
      const userErrors = userErrorsOf(result.data);
      if (userErrors.length > 0 || !result.data) return { ok: false, userErrors, failure: null };
      return { ok: true, data: result.data };
    } finally {
      isRunning.value = false;
    }
  }
  return { run, isRunning };
}
