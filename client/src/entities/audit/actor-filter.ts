import { AuditActorNameDocument, LookupUsersDocument } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterLookup } from "#ui/filters/filters.ts";

/** By whom something was done. */
export function useActorFilter(): FilterLookup {
  const { name } = useText();
  return {
    async find(typed) {
      const { data } = await gqlClient.value.query(LookupUsersDocument, { search: typed || null }).toPromise();
      return (data?.users.nodes ?? []).map((each) => ({ value: each.id, label: name(each) }));
    },
    async name(ids) {
      const answers = await Promise.all(
        ids.map((id) => gqlClient.value.query(AuditActorNameDocument, { id }).toPromise()),
      );
      return answers.flatMap(({ data }) => (data?.user ? [{ value: data.user.id, label: name(data.user) }] : []));
    },
  };
}
