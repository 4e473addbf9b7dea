import { ref, shallowRef, watch } from "vue";
import { PatientIdentityDocument, type PatientIdentityQuery } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { toFailure } from "#lib/gql/errors.ts";
import { useNotices } from "#ui/notices.ts";

/** Identity in the open, only when a person asks for it: the server notes who read whose. It is gone with the page. */
export function useIdentity(id: () => string) {
  const notices = useNotices();
  const identity = shallowRef<PatientIdentityQuery["patient"] | null>(null);
  const isReading = ref(false);
  watch(id, () => (identity.value = null));

  async function show(): Promise<boolean> {
    isReading.value = true;
    const answer = await gqlClient.value
      .query(PatientIdentityDocument, { id: id() }, { requestPolicy: "network-only" })
      .toPromise();
    isReading.value = false;
    if (answer.error) notices.failed({ userErrors: [], failure: toFailure(answer.error) });
    identity.value = answer.data?.patient ?? null;
    return identity.value !== null;
  }
  return { identity, isReading, show, hide: () => (identity.value = null) };
}
