import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { Component } from "vue";
import type { BulkAnswerFragment } from "#generated/graphql.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import type { Permission } from "#lib/permissions/permissions.ts";

export interface BulkTargets {
  ids?: string[];
  /** Of the list that it was chosen from. */
  filter?: object;
  isPreview: boolean;
}

/** Something done to many rows of a list: `PxList` offers it, asks what it needs, and shows preview, progress and outcome. */
export interface BulkVerb<Args extends object = object> {
  readonly key: string;
  readonly permission: Permission;
  readonly icon: string;
  /** On the button, and to confirm. */
  readonly label: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly isDanger?: boolean;
  /** What it needs besides the rows; `v-model:args` is null while incomplete, `rows` are those that were chosen by name. */
  readonly form?: { readonly is: Component; readonly props: object };
  reason?(args: Args | null): { readonly label: string; readonly isRequired: boolean };
  run(targets: BulkTargets, args: Args, reason: string): Promise<Outcome<BulkAnswerFragment>>;
}

/** A bulk mutation, whose answer its document calls `bulk`. */
export function useBulkCommand<Input extends object>(
  document: TypedDocumentNode<{ bulk: BulkAnswerFragment }, { input: Input }>,
) {
  const { run } = useCommand(document);
  return async (input: Input): Promise<Outcome<BulkAnswerFragment>> => {
    const outcome = await run({ input });
    return outcome.ok ? { ok: true, data: outcome.data.bulk } : outcome;
  };
}
