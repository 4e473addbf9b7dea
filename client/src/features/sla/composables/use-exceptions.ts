import { computed, ref } from "vue";
import type { ExceptionKind } from "../components/ExceptionDialog.vue";
import type { DatedException, Hours, HoursException } from "./hours.ts";

interface Edited {
  kind: ExceptionKind;
  item: HoursException;
  /** Its place in its list; null: new. */
  index: number | null;
}

/** Adding, changing and removing holidays and other hours of a calendar that is being edited. */
export function useExceptions(values: Hours) {
  const edited = ref<Edited | null>(null);
  const complete = (item: DatedException | HoursException): HoursException => ({
    intervals: [{ fromMinute: 600, toMinute: 900 }],
    weekdays: null,
    ...item,
  });
  const listOf = (kind: ExceptionKind) => (kind === "holiday" ? values.holidays : values.overrides);

  function add(kind: ExceptionKind, date: string): void {
    edited.value = {
      kind,
      index: null,
      item: complete({ from: date, to: date, nameEn: "", nameAr: "", isToBeConfirmed: false }),
    };
  }
  function edit(kind: ExceptionKind, index: number): void {
    const item = listOf(kind)[index];
    if (item) edited.value = { kind, index, item: complete(item) };
  }
  /** A day of the year view: what makes it special is edited, else something new begins on it. */
  function openDay(date: string): void {
    const holds = ({ from, to }: DatedException) => from <= date && date <= to;
    const holiday = values.holidays.findIndex(holds);
    if (holiday >= 0) return edit("holiday", holiday);
    const special = values.overrides.findLastIndex(holds);
    return special >= 0 ? edit("special", special) : add("holiday", date);
  }
  function keep(kind: ExceptionKind, item: HoursException): void {
    const index = edited.value?.index ?? null;
    const { intervals: _hours, weekdays: _days, ...dated } = item;
    const next = kind === "holiday" ? dated : item;
    const list: DatedException[] = [...listOf(kind)];
    if (index === null) list.push(next);
    else list[index] = next;
    set(kind, list);
    edited.value = null;
  }
  function set(kind: ExceptionKind, list: DatedException[]): void {
    if (kind === "holiday") values.holidays = list;
    else values.overrides = list as HoursException[];
  }
  return {
    edited,
    isOpen: computed({ get: () => edited.value !== null, set: (open) => void (open || (edited.value = null)) }),
    add,
    edit,
    openDay,
    keep,
    /** The one that is being edited. */
    remove(): void {
      if (!edited.value || edited.value.index === null) return;
      const { kind, index } = edited.value;
      const left = listOf(kind).filter((_, at) => at !== index);
      set(kind, left);
      edited.value = null;
    },
  };
}
