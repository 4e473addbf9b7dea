import { mdiClose, mdiEmailSyncOutline } from "@mdi/js";
import { computed } from "vue";
import { type BulkVerb, useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import { CancelSurveysBulkDocument, ResendSurveysBulkDocument } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

/** What can be done to many surveys. */
export function useSurveyVerbs() {
  const { t } = useText();
  const resend = useBulkCommand(ResendSurveysBulkDocument);
  const cancel = useBulkCommand(CancelSurveysBulkDocument);
  return computed((): BulkVerb[] => [
    {
      key: "resend",
      permission: "survey.send",
      icon: mdiEmailSyncOutline,
      label: t("surveys.resend"),
      title: t("surveys.bulk.resend"),
      text: t("surveys.bulk.resendText"),
      run: (targets) => resend(targets),
    },
    {
      key: "cancel",
      permission: "survey.send",
      icon: mdiClose,
      label: t("surveys.bulk.doCancel"),
      title: t("surveys.bulk.cancel"),
      text: t("surveys.bulk.cancelText"),
      isDanger: true,
      reason: () => ({ label: t("surveys.cancelReason"), isRequired: true }),
      run: (targets, _args, reason) => cancel({ ...targets, reason }),
    },
  ]);
}
