import { mdiDeleteOutline, mdiPencilOutline, mdiStarOffOutline, mdiStarOutline } from "@mdi/js";
import { ref } from "vue";
import type { SlaChainFieldsFragment } from "#generated/graphql.ts";
import type { Bilingual } from "#lib/i18n/use-text.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { MenuItem } from "#ui/menu.ts";

export type RowVerb = "remove" | "makeDefault" | "clearDefault";
export interface SetupRow extends Bilingual, Pick<SlaChainFieldsFragment, "id" | "version" | "abilities"> {}
export interface AskedCommand {
  verb: RowVerb;
  row: SetupRow;
}

/** SLA-16, SLA-17: what may be done with a row is the server's word; each is asked about before it happens. */
export function useRowCommands<Row extends SetupRow>(edit?: (row: Row) => void) {
  const { t } = useText();
  const asked = ref<AskedCommand | null>(null);
  const ask = (verb: RowVerb, icon: string, row: Row): MenuItem => ({
    key: verb,
    label: t(`sla.row.${verb}`),
    icon,
    isDanger: verb === "remove",
    run: () => (asked.value = { verb, row }),
  });
  function actionsOf(row: Row, others: readonly MenuItem[] = []): MenuItem[] {
    const { canEdit, canDelete, canMakeDefault, canClearDefault } = row.abilities;
    return [
      ...(canEdit && edit ? [{ key: "edit", label: t("sla.edit"), icon: mdiPencilOutline, run: () => edit(row) }] : []),
      ...(canEdit ? others : []),
      ...(canMakeDefault ? [ask("makeDefault", mdiStarOutline, row)] : []),
      ...(canClearDefault ? [ask("clearDefault", mdiStarOffOutline, row)] : []),
      ...(canDelete ? [ask("remove", mdiDeleteOutline, row)] : []),
    ];
  }
  return { asked, actionsOf };
}
