import { failure, type Grant, type Scope } from "../core/index.ts";

/** The query of the list's address: filters and order. */
export type ViewState = Readonly<Record<string, string>>;

export const maxViewsPerList = 50;
const maxKeys = 40;
const maxStateLength = 4_000;
const listName = /^[a-z][a-zA-Z0-9.-]{0,63}$/;

/** A place in the list is no view, and what people type or look up may name a patient (P2): neither is kept. */
const neverKept = new Set([
  "after",
  "before",
  "search",
  "mrn",
  "patientIdentifier",
  "patientId",
  "phone",
  "encounterId",
]);

/** AC-30: what of an address is kept as a view. */
export function stateOf(given: unknown): ViewState {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw badState();
  const entries = Object.entries(given as Record<string, unknown>).filter(([key]) => !neverKept.has(key));
  const isText = entries.every(([key, value]) => /^\w{1,64}$/.test(key) && typeof value === "string");
  const state = Object.fromEntries(entries) as ViewState;
  if (!isText || entries.length > maxKeys || JSON.stringify(state).length > maxStateLength) throw badState();
  return state;
}

export function nameOf(given: string): string {
  const name = given.trim();
  if (name) return name;
  throw failure("NAME_MISSING", "Give the view a name.", "أدخل اسمًا للعرض.", ["name"]);
}

export function listOf(given: string): string {
  if (listName.test(given)) return given;
  throw failure("LIST_UNKNOWN", "There is no such list.", "لا توجد قائمة بهذا الاسم.", ["list"]);
}

/** AC-31: sharing reaches the hospitals in which the sharer may share; null: the whole group. */
export function reachOf(scope: Scope): string[] | null {
  return scope.all ? null : [...new Set(scope.hospitalIds)];
}

/** AC-31: what is shared with a role of the viewer's, in a hospital where they hold it. */
export function sharedWith(grants: readonly Grant[]): object[] {
  return grants.map(({ role, level, hospitalId }) =>
    level === "GROUP"
      ? { sharedRole: role }
      : {
          sharedRole: role,
          $or: [
            { sharedHospitalIds: null },
            ...(hospitalId ? [{ sharedHospitalIds: { $overlap: [hospitalId] } }] : []),
          ],
        },
  );
}

const badState = () =>
  failure("VIEW_STATE_INVALID", "These filters can't be kept as a view.", "لا يمكن حفظ عوامل التصفية هذه كعرض.", [
    "state",
  ]);
