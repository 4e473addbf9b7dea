import { computed } from "vue";
import { auditFilterSpec, toAuditFilter } from "#entities/audit/audit-link.ts";
import { useActorFilter } from "#entities/audit/actor-filter.ts";
import { useAuditWords } from "#entities/audit/use-audit-words.ts";
import { useOrganizationFilters } from "#entities/organization/use-organization-filters.ts";
import { AuditListDocument } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewerZone } from "#lib/session/session.ts";
import { useCursorList } from "#lib/url-state/use-cursor-list.ts";
import type { FilterField } from "#ui/filters/filters.ts";
import { useNotices } from "#ui/notices.ts";
import { AUDIT_ACTIONS, AUDIT_TARGETS } from "./audit-codes.ts";

export function useAuditList() {
  const { t, language } = useText();
  const words = useAuditWords();
  const list = useCursorList(
    auditFilterSpec,
    { fields: ["CREATED_AT"], initial: { field: "CREATED_AT", direction: "DESC" } },
    useNotices().rejectedParameters,
  );
  const filter = computed(() => toAuditFilter(list.filterState.value, viewerZone.value));
  const query = useLiveQuery({
    query: AuditListDocument,
    variables: () => ({ ...list.pageArguments.value, filter: filter.value }),
  });
  const places = useOrganizationFilters(() => undefined);
  const actors = useActorFilter();
  /** By their names, and with those from the address that no list knows. */
  const options = (known: readonly string[], chosen: readonly string[] | undefined, label: (code: string) => string) =>
    [...new Set([...known, ...(chosen ?? [])])]
      .map((value) => ({ value, label: label(value) }))
      .sort((one, other) => one.label.localeCompare(other.label, language.value));
  const fields = computed<FilterField[]>(() => [
    { key: "actorId", kind: "lookup", label: t("audit.page.who"), lookup: actors },
    {
      key: "action",
      kind: "choices",
      label: t("audit.page.action"),
      options: options(AUDIT_ACTIONS, list.filterState.value.action, words.action),
    },
    {
      key: "targetType",
      kind: "choices",
      label: t("audit.page.targetType"),
      options: options(AUDIT_TARGETS, list.filterState.value.targetType, words.thing),
    },
    { key: "targetId", kind: "text", label: t("audit.page.targetId"), isRare: true },
    ...places.value.filter((field) => field.key === "hospitalId"),
    { key: "createdAt", kind: "range", label: t("audit.page.time") },
    { key: "requestId", kind: "text", label: t("audit.page.requestId"), isRare: true },
  ]);
  return { list, filter, query, fields, page: computed(() => query.data.value?.auditEvents ?? null) };
}
