import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { gqlClient } from "../gql/client.ts";

/** The row as it stands now, past the cache: what a form compares with after CONFLICT. null when it is gone. */
export async function loadCurrent<Data, Variables extends Record<string, unknown>, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  rowOf: (data: Data) => Row | null | undefined,
): Promise<Row | null> {
  const result = await gqlClient.value
    .query(document as TypedDocumentNode<Data, Record<string, unknown>>, variables, { requestPolicy: "network-only" })
    .toPromise();
  return result.data ? (rowOf(result.data) ?? null) : null;
}
