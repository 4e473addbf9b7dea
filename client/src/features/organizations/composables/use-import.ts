import { computed, ref, shallowRef, watch } from "vue";
import { ImportTemplateDocument, type ImportFieldsFragment, type ImportKind } from "#generated/graphql.ts";
import { gqlClient } from "#lib/gql/client.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { useNotices } from "#ui/notices.ts";
import { importDocuments, listOf, outcomeOf, saveFile } from "./imports.ts";

/** Choose, try, import: what was tried is what is imported, because a new file or hospital starts over. */
export function useImport(kind: ImportKind, hospitalId: () => string | null) {
  const notices = useNotices();
  const { run, isRunning } = useCommand(importDocuments[kind]);
  const file = shallowRef<File | null>(null);
  const csv = ref("");
  const outcome = shallowRef<ImportFieldsFragment | null>(null);
  const fileErrors = ref<string[]>([]);
  const isAccepted = ref(false);
  watch([file, hospitalId], () => {
    outcome.value = null;
    fileErrors.value = [];
    isAccepted.value = false;
  });

  const problems = computed(() => outcome.value?.problems ?? []);
  const errors = computed(() => problems.value.filter(({ severity }) => severity === "ERROR"));
  const warnings = computed(() => problems.value.filter(({ severity }) => severity === "WARNING"));
  const step = computed(() => (outcome.value?.isSaved ? 3 : outcome.value ? 2 : 1));
  const canImport = computed(
    () => step.value === 2 && errors.value.length === 0 && (warnings.value.length === 0 || isAccepted.value),
  );

  async function send(isDryRun: boolean): Promise<void> {
    const answer = await run({
      input: {
        hospitalId: hospitalId() ?? "",
        csv: csv.value,
        isDryRun,
        acceptWarnings: isAccepted.value ? [...new Set(warnings.value.map(({ code }) => code))] : [],
      },
    });
    fileErrors.value = answer.ok ? [] : answer.userErrors.map(({ message }) => message);
    if (answer.ok) outcome.value = outcomeOf(answer.data);
    else if (answer.failure) notices.failed(answer);
  }
  async function tryOut(): Promise<void> {
    csv.value = (await file.value?.text()) ?? "";
    await send(true);
  }
  async function template(): Promise<void> {
    const answer = await gqlClient.value.query(ImportTemplateDocument, { kind }).toPromise();
    if (answer.data) saveFile(answer.data.importTemplate, `px360-${listOf[kind]}.csv`);
  }
  return {
    file,
    outcome,
    fileErrors,
    isAccepted,
    problems,
    errors,
    warnings,
    step,
    canImport,
    isRunning,
    tryOut,
    save: () => send(false),
    template,
  };
}
