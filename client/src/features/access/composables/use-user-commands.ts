import {
  ResendInvitationDocument,
  RevokeRoleDocument,
  SendPasswordResetDocument,
  SetUserActiveDocument,
  UnlockUserDocument,
} from "#generated/graphql.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { startViewAs } from "#lib/session/view-as.ts";
import { useNotices } from "#ui/notices.ts";

/** What an administrator does with one user; each says what it did. */
export function useUserCommands(id: () => string) {
  const { t } = useText();
  const notices = useNotices();
  const commands = {
    resend: useCommand(ResendInvitationDocument),
    reset: useCommand(SendPasswordResetDocument),
    unlock: useCommand(UnlockUserDocument),
    setActive: useCommand(SetUserActiveDocument),
    revoke: useCommand(RevokeRoleDocument),
  };
  const settle = (outcome: Outcome<unknown>, done: string) => {
    if (outcome.ok) notices.done(t(`access.did.${done}`));
    else notices.failed(outcome);
    return outcome.ok;
  };
  const input = () => ({ input: { id: id() } });
  return {
    resend: async () => settle(await commands.resend.run(input()), "resend"),
    reset: async () => settle(await commands.reset.run(input()), "reset"),
    unlock: async () => settle(await commands.unlock.run(input()), "unlock"),
    setActive: async (isActive: boolean) =>
      settle(await commands.setActive.run({ input: { id: id(), isActive } }), isActive ? "activate" : "deactivate"),
    revoke: async (roleId: string) => settle(await commands.revoke.run({ input: { id: roleId } }), "revoke"),
    viewAs: async () => settle(await startViewAs(id()), "viewAs"),
  };
}
