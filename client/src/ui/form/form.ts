import { computed, inject, type InjectionKey, onBeforeUnmount, type Ref } from "vue";

/** What a field tells its form: how it is called, whether it must be filled in, how it shows a value of its own. */
export interface FieldEntry {
  label: () => string;
  isRequired: () => boolean;
  textOf: (value: unknown) => string;
  /** What was typed and can't be a value at all, in words; the form does not send it. */
  problem?: () => string | undefined;
}

export interface FieldHost {
  register: (path: string, entry: FieldEntry) => () => void;
  errorsOf: (path: string) => readonly string[];
  isBusy: Ref<boolean>;
}
export const formKey: InjectionKey<FieldHost> = Symbol("form");

/** What each field of the kit takes. `name` is its path in the mutation's input; without one it stands alone. */
export interface FieldProps {
  label: string;
  name?: string;
  hint?: string;
  required?: boolean;
  disabled?: boolean;
  errors?: readonly string[];
}

const plainText = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export function useField(
  props: () => FieldProps,
  textOf: (value: unknown) => string = plainText,
  problem?: () => string | undefined,
) {
  const form = inject(formKey, null);
  const { name } = props();
  if (form && name) {
    onBeforeUnmount(
      form.register(name, { label: () => props().label, isRequired: () => props().required === true, textOf, problem }),
    );
  }
  return {
    errors: computed(() => [...(props().errors ?? []), ...(form && name ? form.errorsOf(name) : [])]),
    /** For the control: the mark of a required field, and where its form finds it. */
    bound: computed(() => ({
      label: props().label,
      hint: props().hint,
      persistentHint: props().hint !== undefined,
      disabled: props().disabled,
      class: { "px-field": true, "px-field--required": props().required === true },
      "data-field": name,
    })),
  };
}
