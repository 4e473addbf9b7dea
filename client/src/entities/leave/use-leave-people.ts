import { LeavePeopleDocument, type LeavePeopleQueryVariables } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterLookup } from "#ui/filters/filters.ts";

/** Whose leave the viewer may enter. */
export function useLeavePeople(): FilterLookup {
  const { name } = useText();
  const ask = async (variables: LeavePeopleQueryVariables) => {
    const { data } = await gqlClient.value.query(LeavePeopleDocument, variables).toPromise();
    return (data?.leavePeople ?? []).map((each) => ({ value: each.id, label: name(each) }));
  };
  return { find: (typed) => ask({ search: typed || null }), name: (ids) => ask({ ids: [...ids] }) };
}
