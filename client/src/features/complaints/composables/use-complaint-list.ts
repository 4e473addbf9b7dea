import { computed } from "vue";
import { useSteadyPage } from "#entities/case/use-steady-page.ts";
import { complaintFilterSpec, toComplaintFilter } from "#entities/complaint/complaint-filters.ts";
import { ComplaintListDocument, type ComplaintRowFragment } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import { useNotices } from "#ui/notices.ts";

export type ComplaintRow = ComplaintRowFragment;

export function useComplaintList() {
  const notices = useNotices();
  const list = useCursorList(
    complaintFilterSpec,
    {
      fields: ["DUE_AT", "RECEIVED_AT", "CLOSED_AT", "SEVERITY", "PRIORITY", "STATUS", "REFERENCE", "ESCALATION_LEVEL"],
      initial: { field: "DUE_AT", direction: "ASC" },
    },
    notices.rejectedParameters,
  );
  const filter = computed(() => toComplaintFilter(list.filterState.value, viewerZone.value));
  const variables = () => ({ ...list.pageArguments.value, filter: filter.value });
  const live = useLiveQuery({ query: ComplaintListDocument, variables });
  const { query, page, ...news } = useSteadyPage("complaints", {
    page: () => live.data.value?.complaints ?? null,
    variables,
    query: live,
  });
  return { list, filter, query, page, news };
}
