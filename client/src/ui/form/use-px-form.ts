import { computed, reactive, ref, shallowReactive, shallowRef, watch } from "vue";
import { serverNow } from "#lib/clock/clock.ts";
import { dropDraft, findDraft, keepDraft, pick } from "#lib/form/draft.ts";
import { changesOf, copyOf, type FormValues, isSame, mergeChanges } from "#lib/form/merge.ts";
import type { Failure } from "#lib/gql/errors.ts";
import type { CommandError, Outcome } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { FieldEntry } from "./form.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";

/** A row as the form edits it, with the version that was seen. */
export interface Snapshot<Values> {
  values: Values;
  version?: number | null;
}
export interface Saving<Values> {
  values: Values;
  /** The fields that differ from what was loaded. */
  changes: Partial<Values>;
  version: number | null;
  /** Codes of warnings that the person has read and overrides. */
  acceptWarnings: string[];
}
export interface FormOptions<Values extends FormValues, Data> {
  /** Names the kept draft; with the row's id where a row is edited. */
  name: string;
  /** The row, or an empty one. Asked again when it changes; never overwrites what was typed. */
  start: () => Snapshot<Values>;
  save: (saving: Saving<Values>) => Promise<Outcome<Data>>;
  onSaved?: (data: Data) => void;
  /** The row as it stands now, past any cache: for CONFLICT. */
  current?: () => Promise<Snapshot<Values> | null>;
  /**
   * The fields that may be kept in the tab's storage. None unless named: never a patient's name, MRN, phone or national id,
   * nor text about a patient.
   */
  draft?: readonly (keyof Values & string)[];
}
export interface Clash {
  path: string;
  label: string;
  mine: string;
  theirs: string;
  isMine: boolean;
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) ? value.length === 0 : String(value).trim() === "");

export function usePxForm<Values extends FormValues, Data>(options: FormOptions<Values, Data>) {
  const { t } = useText();
  const first = options.start();
  const base = shallowRef<Snapshot<Values>>(copyOf(first));
  const values = reactive(copyOf(first.values)) as Values;
  const fields = shallowReactive(new Map<string, FieldEntry>());
  const problems = shallowRef<readonly CommandError[]>([]);
  const warnings = shallowRef<readonly CommandError[]>([]);
  const failure = shallowRef<Failure | null>(null);
  const clashes = ref<Clash[]>([]);
  const taken = ref<string[]>([]);
  const isBusy = ref(false);
  const restoredAt = ref<number | null>(null);
  /** Counts refusals: the form moves the focus at each. */
  const refusals = ref(0);
  const isDirty = computed(() => !isSame(values, base.value.values));
  const theirs = shallowRef<Snapshot<Values> | null>(null);
  const draftFields = options.draft ?? [];

  const labelOf = (path: string) => fields.get(path)?.label() ?? path;
  const textOf = (path: string, value: unknown) =>
    fields.get(path)?.textOf(value) || (isEmpty(value) ? t("ui.form.nothing") : JSON.stringify(value));
  const set = (next: Partial<Values>) => void Object.assign(values, copyOf(next));

  function restore(): void {
    const draft = draftFields.length > 0 ? findDraft<Values>(options.name, serverNow()) : null;
    if (!draft) return;
    // The version that the draft was made from: if the row has moved on since, saving says so and shows both.
    base.value = {
      values: { ...base.value.values, ...draft.base },
      version: draft.version ?? base.value.version,
    };
    set(draft.values);
    restoredAt.value = draft.at;
  }
  restore();

  let seen = first;
  watch([options.start, isBusy], ([next]) => {
    if (isDirty.value || isBusy.value || isSame(seen, next)) return;
    seen = copyOf(next);
    base.value = copyOf(next);
    set(next.values);
  });
  watch(
    () => copyOf(values),
    (next, former) => {
      const isUntouched = (key: string) => isSame(next[key as keyof Values], former[key as keyof Values]);
      problems.value = problems.value.filter(({ field }) => !field?.[0] || isUntouched(field[0]));
      warnings.value = [];
    },
    // At once: what a refusal says next must not be taken for a remark on what stood before.
    { flush: "sync" },
  );
  watch([() => copyOf(values), base], () => {
    if (draftFields.length === 0) return;
    if (!isDirty.value) return dropDraft(options.name);
    keepDraft<Values>(options.name, {
      values: pick(values, draftFields),
      base: pick(base.value.values, draftFields),
      version: base.value.version ?? null,
      at: serverNow(),
    });
  });

  function ownProblems(): CommandError[] {
    const unreadable = [...fields].flatMap(([path, { problem }]) => {
      const message = problem?.();
      return message ? [{ code: "UNREADABLE", message, field: [path] }] : [];
    });
    const missing = [...fields]
      .filter(([path, entry]) => entry.isRequired() && isEmpty(values[path as keyof Values]))
      .map(([path, entry]) => ({
        code: "REQUIRED",
        message: t("ui.form.required", { field: entry.label() }),
        field: [path],
      }));
    return [...unreadable, ...missing.filter(({ field }) => !unreadable.some((each) => each.field[0] === field[0]))];
  }
  function refuse(errors: readonly CommandError[]): false {
    problems.value = errors;
    refusals.value += 1;
    return false;
  }

  async function submit(accepted: readonly string[] = []): Promise<boolean> {
    if (isBusy.value) return false;
    failure.value = null;
    warnings.value = [];
    const own = ownProblems();
    if (own.length > 0) return refuse(own);
    isBusy.value = true;
    try {
      const outcome = await options.save({
        values: copyOf(values),
        changes: changesOf(base.value.values, values),
        version: base.value.version ?? null,
        acceptWarnings: [...accepted],
      });
      if (outcome.ok) return settle(outcome.data);
      if (outcome.failure?.kind === "conflict" || outcome.userErrors.some(({ code }) => code === "CONFLICT"))
        return await meetConflict(outcome.failure);
      if (outcome.failure) {
        failure.value = outcome.failure;
        return refuse([]);
      }
      const errors = outcome.userErrors.filter(({ severity }) => severity !== "WARNING");
      // Warnings are asked about once nothing else is in the way.
      if (errors.length === 0) warnings.value = outcome.userErrors;
      return refuse(errors);
    } finally {
      isBusy.value = false;
    }
  }
  function settle(data: Data): true {
    base.value = { values: copyOf(values), version: null };
    clear();
    options.onSaved?.(data);
    return true;
  }
  function clear(): void {
    problems.value = [];
    warnings.value = [];
    failure.value = null;
    clashes.value = [];
    taken.value = [];
    restoredAt.value = null;
    dropDraft(options.name);
  }

  async function meetConflict(reason: Failure | null): Promise<false> {
    const current = (await options.current?.()) ?? null;
    if (!current) {
      failure.value = reason;
      return refuse([]);
    }
    const merged = mergeChanges(base.value.values, copyOf(values), current.values);
    theirs.value = current;
    clashes.value = merged.clashes.map((path) => ({
      path,
      label: labelOf(path),
      mine: textOf(path, values[path]),
      theirs: textOf(path, current.values[path]),
      isMine: true,
    }));
    taken.value = merged.taken.map(labelOf);
    // Nothing of mine is touched; theirs becomes what the next save is compared with.
    set(merged.values);
    base.value = { values: copyOf(current.values), version: current.version };
    if (merged.clashes.length === 0 && merged.taken.length === 0) taken.value = [t("ui.form.conflict.other")];
    refusals.value += 1;
    return false;
  }
  /** Takes the choices over and saves again. */
  async function resolveConflict(): Promise<boolean> {
    for (const clash of clashes.value)
      if (!clash.isMine && theirs.value)
        set({ [clash.path]: theirs.value.values[clash.path as keyof Values] } as Partial<Values>);
    clashes.value = [];
    taken.value = [];
    return submit();
  }
  /** Back to what is stored. */
  function discard(): void {
    set(base.value.values);
    clear();
  }

  const guard = useUnsavedGuard(() => isDirty.value && !isBusy.value, discard);
  const host = {
    isBusy,
    errorsOf: (path: string) =>
      problems.value.filter(({ field }) => field?.join(".") === path).map(({ message }) => message),
    register(path: string, entry: FieldEntry) {
      fields.set(path, entry);
      return () => void fields.delete(path);
    },
  };

  return {
    values,
    fields,
    problems,
    warnings,
    failure,
    clashes,
    taken,
    isBusy,
    isDirty,
    restoredAt,
    refusals,
    guard,
    host,
    labelOf,
    submit: () => submit(),
    saveAnyway: () => submit(warnings.value.map(({ code }) => code)),
    resolveConflict,
    discard,
  };
}
/** What PxForm needs of a form, whatever it edits. */
export type PxFormState = Omit<ReturnType<typeof usePxForm<FormValues, unknown>>, "values">;
