import { computed, watch } from "vue";
import {
  type ComplaintForEditQuery,
  ComplaintForEditDocument,
  CreateComplaintDocument,
  UpdateComplaintDocument,
} from "#generated/graphql.ts";
import { loadCurrent } from "#lib/form/load-current.ts";
import { type Outcome, useCommand } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { viewer, viewerZone } from "#lib/session/session.ts";
import { usePxForm } from "#ui/form/use-px-form.ts";
import { createInput, emptyValues, KEPT_FIELDS, updateInput, valuesOf } from "./complaint-values.ts";

export type EditableComplaint = NonNullable<ComplaintForEditQuery["complaint"]>;

export function useComplaintForm(complaint: EditableComplaint | null, onSaved: (id: string) => void) {
  const { language } = useText();
  const creating = useCommand(CreateComplaintDocument);
  const updating = useCommand(UpdateComplaintDocument);
  const clientMutationId = crypto.randomUUID();
  const own = viewer.value?.hospitals ?? [];
  const home = own.length === 1 && own[0] ? own[0] : null;

  const form = usePxForm({
    name: `complaint-${complaint?.id ?? "new"}`,
    start: () =>
      complaint
        ? { values: valuesOf(complaint), version: complaint.version }
        : { values: emptyValues(language.value === "ar" ? "AR" : "EN", home) },
    save: async ({ values, changes, version }): Promise<Outcome<{ id: string }>> => {
      if (complaint) {
        const outcome = await updating.run({ input: updateInput(complaint.id, version ?? 0, changes) });
        return outcome.ok ? { ok: true, data: { id: complaint.id } } : outcome;
      }
      const zone = own.find(({ id }) => id === values.hospitalId?.id)?.timeZone ?? viewerZone.value;
      const outcome = await creating.run({ input: createInput(values, zone, clientMutationId) });
      return outcome.ok ? { ok: true, data: { id: outcome.data.createComplaint.complaint?.id ?? "" } } : outcome;
    },
    current: async () => {
      const row = complaint
        ? await loadCurrent(ComplaintForEditDocument, { id: complaint.id }, (data) => data.complaint)
        : null;
      return row ? { values: valuesOf(row), version: row.version } : null;
    },
    onSaved: (data) => onSaved(data.id),
    draft: complaint ? undefined : KEPT_FIELDS,
  });

  // CM-3: the category proposes how bad it is; a choice of the person's own stays.
  let proposed: string | null = null;
  watch(
    () => form.values.categoryId,
    (category) => {
      const next = category?.defaultSeverity ?? null;
      if (next && (form.values.severity === null || form.values.severity === proposed)) {
        form.values.severity = next;
        proposed = next;
      }
    },
  );
  // What lies in another hospital can't stay chosen.
  watch(
    () => form.values.hospitalId?.id,
    (now, before) => {
      if (!before || now === before) return;
      Object.assign(form.values, { departmentId: null, physicianId: null, assigneeId: null, stageInstanceId: null });
    },
  );
  const zone = computed(() => own.find(({ id }) => id === form.values.hospitalId?.id)?.timeZone ?? viewerZone.value);
  return { form, zone };
}
