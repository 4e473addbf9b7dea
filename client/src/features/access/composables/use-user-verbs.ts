import { mdiAccountOffOutline, mdiAccountReactivateOutline, mdiEmailSyncOutline } from "@mdi/js";
import { computed } from "vue";
import { type BulkVerb, useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import { ResendInvitationsBulkDocument, SetUsersActiveBulkDocument } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

/** What can be done to many users. */
export function useUserVerbs() {
  const { t } = useText();
  const setActive = useBulkCommand(SetUsersActiveBulkDocument);
  const resend = useBulkCommand(ResendInvitationsBulkDocument);
  const words = (key: string) => ({
    key,
    permission: "user.manage" as const,
    label: t(`access.do.${key}`),
    title: t(`access.bulk.${key}.title`),
    text: t(`access.bulk.${key}.text`),
  });
  return computed((): BulkVerb[] => [
    { ...words("resend"), icon: mdiEmailSyncOutline, run: (targets) => resend(targets) },
    {
      ...words("activate"),
      icon: mdiAccountReactivateOutline,
      run: (targets) => setActive({ ...targets, isActive: true }),
    },
    {
      ...words("deactivate"),
      icon: mdiAccountOffOutline,
      isDanger: true,
      run: (targets) => setActive({ ...targets, isActive: false }),
    },
  ]);
}
