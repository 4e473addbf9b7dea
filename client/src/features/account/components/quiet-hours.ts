import type { UpdateMyPreferencesInput } from "#generated/graphql.ts";

export type QuietChoice = "HOSPITAL" | "OWN" | "NEVER";
export interface QuietValues {
  choice: QuietChoice;
  quietFrom: string;
  quietTo: string;
  [field: string]: string;
}

/** None: as the hospital has it; the same start and end: never quiet. The fields begin with a usual night. */
export function quietValues(from: string | null, to: string | null): QuietValues {
  if (from === null || to === null) return { choice: "HOSPITAL", quietFrom: "22:00", quietTo: "07:00" };
  if (from === to) return { choice: "NEVER", quietFrom: "22:00", quietTo: "07:00" };
  return { choice: "OWN", quietFrom: from, quietTo: to };
}

export function quietInput({ choice, quietFrom, quietTo }: QuietValues): UpdateMyPreferencesInput {
  if (choice === "HOSPITAL") return { quietFrom: null, quietTo: null };
  return choice === "NEVER" ? { quietFrom: "00:00", quietTo: "00:00" } : { quietFrom, quietTo };
}
