import {
  DeleteSavedViewDocument,
  type Role,
  SaveViewDocument,
  SetDefaultViewDocument,
  ShareSavedViewDocument,
  type ViewOfListFragment,
} from "#generated/graphql.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";
import { stateFrom, type ViewState } from "./view-state.ts";

/** What the owner of a view does with it. Each answers whether it was done; if not, the reader has been told why. */
export function useViewCommands(list: string, onDone: () => void) {
  const { t } = useText();
  const notices = useNotices();
  const save = useCommand(SaveViewDocument);
  const remove = useCommand(DeleteSavedViewDocument);
  const share = useCommand(ShareSavedViewDocument);
  const setDefault = useCommand(SetDefaultViewDocument);

  function settle<Data>(outcome: Outcome<Data>): Data | null {
    if (!outcome.ok) {
      notices.failed(outcome);
      return null;
    }
    onDone();
    return outcome.data;
  }
  const keep = async (view: { id?: string; name: string; state: ViewState }) =>
    settle(await save.run({ input: { ...view, list } }))?.saveView.view ?? null;
  /** The same again: its name, its filters, whom it was shared with, and whether the list opened in it. */
  async function restore({ name, state, sharedRole }: ViewOfListFragment, wasDefault: boolean): Promise<void> {
    const view = await keep({ name, state: stateFrom(state) });
    if (!view) return;
    if (sharedRole) settle(await share.run({ input: { id: view.id, role: sharedRole } }));
    if (wasDefault) settle(await setDefault.run({ input: { list, viewId: view.id } }));
  }
  return {
    save: keep,
    /** At once; it can be taken back for a while. */
    async remove(view: ViewOfListFragment, wasDefault: boolean): Promise<boolean> {
      if (!settle(await remove.run({ input: { id: view.id } }))) return false;
      notices.undoable(t("entities.list.viewDeleted", { name: view.name }), () => void restore(view, wasDefault));
      return true;
    },
    share: async (id: string, role: Role | null) => settle(await share.run({ input: { id, role } })),
    setDefault: async (viewId: string | null) => settle(await setDefault.run({ input: { list, viewId } })),
  };
}
export type ViewCommands = ReturnType<typeof useViewCommands>;
