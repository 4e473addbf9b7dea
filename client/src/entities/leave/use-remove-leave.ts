import { DeleteLeaveDocument, type LeaveFieldsFragment, SaveLeaveDocument } from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";

/** Removes at once; taking it back enters the same again. */
export function useRemoveLeave(onChange: () => void) {
  const { t } = useText();
  const notices = useNotices();
  const deleting = useCommand(DeleteLeaveDocument);
  const saving = useCommand(SaveLeaveDocument);
  async function again({ user, standIn, fromAt, untilAt }: LeaveFieldsFragment): Promise<void> {
    const outcome = await saving.run({ input: { userId: user?.id, standInId: standIn?.id, fromAt, untilAt } });
    if (!outcome.ok) notices.failed(outcome);
    onChange();
  }
  return async (leave: LeaveFieldsFragment): Promise<void> => {
    const outcome = await deleting.run({ input: { id: leave.id } });
    if (outcome.ok) notices.undoable(t("entities.leave.removed"), () => void again(leave));
    else notices.failed(outcome);
    onChange();
  };
}
