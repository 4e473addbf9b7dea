import {
  DeleteSavedViewDocument,
  type Role,
  SaveViewDocument,
  SetDefaultViewDocument,
  ShareSavedViewDocument,
} from "#generated/graphql.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import { useNotices } from "#ui/notices.ts";
import type { ViewState } from "./view-state.ts";

/** What the owner of a view does with it. Each answers whether it was done; if not, the reader has been told why. */
export function useViewCommands(list: string, onDone: () => void) {
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
  return {
    save: async (view: { id?: string; name: string; state: ViewState }) =>
      settle(await save.run({ input: { ...view, list } }))?.saveView.view ?? null,
    remove: async (id: string) => settle(await remove.run({ input: { id } })),
    share: async (id: string, role: Role | null) => settle(await share.run({ input: { id, role } })),
    setDefault: async (viewId: string | null) => settle(await setDefault.run({ input: { list, viewId } })),
  };
}
export type ViewCommands = ReturnType<typeof useViewCommands>;
