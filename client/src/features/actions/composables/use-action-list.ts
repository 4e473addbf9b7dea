import { computed } from "vue";
import { useSteadyPage } from "#entities/case/use-steady-page.ts";
import { actionFilterSpec, toActionFilter } from "#entities/action/action-filters.ts";
import { PxActionListDocument, type PxActionListQuery } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import { useNotices } from "#ui/notices.ts";

export type ActionRow = PxActionListQuery["pxActions"]["nodes"][number];

export function useActionList() {
  const notices = useNotices();
  const list = useCursorList(
    actionFilterSpec,
    { fields: ["DUE_AT", "CREATED_AT", "PRIORITY"], initial: { field: "DUE_AT", direction: "ASC" } },
    notices.rejectedParameters,
  );
  const filter = computed(() => toActionFilter(list.filterState.value, viewerZone.value));
  const variables = () => ({ ...list.pageArguments.value, filter: filter.value });
  const live = useLiveQuery({ query: PxActionListDocument, variables });
  const { query, page, ...news } = useSteadyPage("actions", {
    page: () => live.data.value?.pxActions ?? null,
    variables,
    query: live,
  });
  return { list, filter, query, page, news };
}
