import { mdiAccountPlusOutline, mdiSwapHorizontal } from "@mdi/js";
import { computed } from "vue";
import type { BulkVerb } from "#entities/bulk/bulk-verb.ts";
import BulkStatusForm from "#entities/bulk/BulkStatusForm.vue";
import { useText } from "#lib/i18n/use-text.ts";
import type { Permission } from "#lib/permissions/permissions.ts";
import BulkOwnerForm from "./BulkOwnerForm.vue";

interface Owner {
  assigneeId: string;
}
interface Step<Status> {
  status: Status;
  reason: string | null;
}

/** Complaints, inquiries and feedback are given to somebody and moved on in the same way. `of` names the texts too. */
export function useCaseVerbs<Status extends string>(given: {
  of: "complaints" | "feedback";
  statusTexts: string;
  statuses: readonly Status[];
  permissions: { assign: Permission; work: Permission };
  assign: (input: Parameters<BulkVerb["run"]>[0] & Owner) => ReturnType<BulkVerb["run"]>;
  move: (input: Parameters<BulkVerb["run"]>[0] & Step<Status>) => ReturnType<BulkVerb["run"]>;
}) {
  const { t } = useText();
  const { of, permissions } = given;
  return computed(() => {
    const assigning: BulkVerb<Owner> = {
      key: "assign",
      permission: permissions.assign,
      icon: mdiAccountPlusOutline,
      label: t(`${of}.bulk.assign`),
      title: t(`${of}.bulk.title.assign`),
      form: { is: BulkOwnerForm, props: { of } },
      run: (targets, args) => given.assign({ ...targets, ...args }),
    };
    const moving: BulkVerb<{ status: Status }> = {
      key: "status",
      permission: permissions.work,
      icon: mdiSwapHorizontal,
      label: t(`${of}.bulk.status`),
      title: t(`${of}.bulk.title.status`),
      text: t(`${of}.bulk.oneByOne`),
      form: {
        is: BulkStatusForm,
        props: { options: given.statuses.map((value) => ({ value, label: t(`${given.statusTexts}.${value}`) })) },
      },
      reason(args) {
        const isRequired = args?.status === "OPEN";
        return { label: t(isRequired ? `${of}.reason` : `${of}.noteOptional`), isRequired };
      },
      run: (targets, args, reason) => given.move({ ...targets, ...args, reason: reason || null }),
    };
    return [assigning, moving];
  });
}
