import type { Mentionable } from "#entities/mention/mentions.ts";
import { ComplaintMentionableDocument } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";

/** Whom a note about this complaint can name. Without an answer the note is written without names. */
export async function searchMentionable(id: string, search: string): Promise<readonly Mentionable[]> {
  const { data } = await gqlClient.value.query(ComplaintMentionableDocument, { id, search }).toPromise();
  return data?.complaint?.mentionable ?? [];
}
