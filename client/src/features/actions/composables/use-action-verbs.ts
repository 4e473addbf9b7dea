import {
  mdiAccountArrowRightOutline,
  mdiArrowUpBoldCircleOutline,
  mdiCheckBold,
  mdiSwapHorizontal,
  mdiUndoVariant,
} from "@mdi/js";
import { computed } from "vue";
import { type BulkVerb, useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import BulkStatusForm from "#entities/bulk/BulkStatusForm.vue";
import {
  ApproveActionsBulkDocument,
  AssignActionsBulkDocument,
  ChangeActionsStatusBulkDocument,
  EscalateActionsBulkDocument,
  RejectActionsBulkDocument,
} from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";
import BulkPersonForm from "../components/BulkPersonForm.vue";

const STATUSES = ["IN_PROGRESS", "OPEN"] as const;
interface StatusArgs {
  status: (typeof STATUSES)[number];
}

/** What can be done to many actions. */
export function useActionVerbs() {
  const { t } = useText();
  const assign = useBulkCommand(AssignActionsBulkDocument);
  const status = useBulkCommand(ChangeActionsStatusBulkDocument);
  const approve = useBulkCommand(ApproveActionsBulkDocument);
  const reject = useBulkCommand(RejectActionsBulkDocument);
  const escalate = useBulkCommand(EscalateActionsBulkDocument);
  const words = (key: string) => ({ key, label: t(`actions.bulk.${key}`), title: t(`actions.bulk.title.${key}`) });
  const reason = () => ({ label: t("actions.reason"), isRequired: true });
  const note = () => ({ label: t("actions.noteOptional"), isRequired: false });

  return computed(() => {
    const assigning: BulkVerb<{ assigneeId: string }> = {
      ...words("assign"),
      permission: "action.assign",
      icon: mdiAccountArrowRightOutline,
      form: { is: BulkPersonForm, props: {} },
      run: (targets, args) => assign({ ...targets, ...args }),
    };
    const moving: BulkVerb<StatusArgs> = {
      ...words("status"),
      permission: "action.work",
      icon: mdiSwapHorizontal,
      text: t("actions.bulk.backNote"),
      form: {
        is: BulkStatusForm,
        props: { options: STATUSES.map((value) => ({ value, label: t(`entities.actionStatus.${value}`) })) },
      },
      reason: (args) => (args?.status === "OPEN" ? reason() : note()),
      run: (targets, args, text) => status({ ...targets, ...args, note: text || null }),
    };
    const approving: BulkVerb = {
      ...words("approve"),
      permission: "action.approve",
      icon: mdiCheckBold,
      text: t("actions.bulk.fourEyes"),
      reason: note,
      run: (targets, _args, text) => approve({ ...targets, note: text || null }),
    };
    const rejecting: BulkVerb = {
      ...words("reject"),
      permission: "action.approve",
      icon: mdiUndoVariant,
      reason,
      run: (targets, _args, text) => reject({ ...targets, reason: text }),
    };
    const escalating: BulkVerb = {
      ...words("escalate"),
      permission: "action.escalate",
      icon: mdiArrowUpBoldCircleOutline,
      reason,
      run: (targets, _args, text) => escalate({ ...targets, reason: text }),
    };
    return [assigning, moving, approving, rejecting, escalating];
  });
}
