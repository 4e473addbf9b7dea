import { computed, shallowRef } from "vue";
import { type LookOfListFragment, MyListSetupDocument, SaveListPreferenceDocument } from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";
import type { Density } from "#ui/table/table.ts";

type Look = Pick<LookOfListFragment, "columns" | "density">;
const DENSITIES = { comfortable: "COMFORTABLE", dense: "DENSE" } as const;

/** AC-32: the reader's columns, density and views of one list. A change shows at once and is taken back if it can't be kept. */
export function useListSetup(list: string) {
  const { t } = useText();
  const notices = useNotices();
  const query = useLiveQuery({ query: MyListSetupDocument, variables: { list } });
  const save = useCommand(SaveListPreferenceDocument);
  const pending = shallowRef<Partial<Look>>({});
  const preference = computed(() => query.data.value?.myListSetup.preference ?? null);
  const look = computed<Partial<Look>>(() => ({ ...preference.value, ...pending.value }));

  async function change(patch: Partial<Look>): Promise<void> {
    const before = pending.value;
    pending.value = { ...before, ...patch };
    const outcome = await save.run({ input: { list, ...patch } });
    if (outcome.ok) return;
    pending.value = before;
    notices.failed(outcome, t("entities.list.look"));
  }

  return {
    views: computed(() => query.data.value?.myListSetup.views ?? []),
    defaultViewId: computed(() => preference.value?.defaultViewId ?? null),
    columns: computed(() => look.value.columns ?? null),
    density: computed<Density | null>(() =>
      look.value.density ? (look.value.density === "DENSE" ? "dense" : "comfortable") : null,
    ),
    setColumns: (columns: string[] | null) => change({ columns }),
    setDensity: (density: Density) => change({ density: DENSITIES[density] }),
    refetch: query.refetch,
  };
}
export type ListSetup = ReturnType<typeof useListSetup>;
