import { LookupPhysicianNameDocument, LookupPhysiciansDocument } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FilterLookup } from "#ui/filters/filters.ts";

/** A list's filter by physicians: there are more of them than a page could hold. */
export function usePhysicianFilter(hospitalId: () => readonly string[] | undefined): FilterLookup {
  const { name } = useText();
  return {
    async find(typed) {
      const variables = { search: typed || null, hospitalId: hospitalId()?.length ? hospitalId() : null };
      const { data } = await gqlClient.value.query(LookupPhysiciansDocument, variables).toPromise();
      return (data?.people.nodes ?? []).map((each) => ({ value: each.id, label: name(each) }));
    },
    async name(ids) {
      const answers = await Promise.all(
        ids.map((id) => gqlClient.value.query(LookupPhysicianNameDocument, { id }).toPromise()),
      );
      return answers.flatMap(({ data }) =>
        data?.physician ? [{ value: data.physician.id, label: name(data.physician) }] : [],
      );
    },
  };
}
