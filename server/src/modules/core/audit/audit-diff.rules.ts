/** One field that an audit event changed. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const redacted = "•••";

/** Names of values that tell who a patient is, whatever the writer of an entry thought. Compared without case. */
const identityNames = new Set(
  [
    "mrn",
    "nationalId",
    "iqama",
    "passport",
    "mobile",
    "phone",
    "dateOfBirth",
    "birthDate",
    "patientName",
    "patientNameAr",
    "patientNameEn",
    "complainantName",
    "complainantMobile",
    "complainantPhone",
    "complainantEmail",
  ].map((name) => name.toLowerCase()),
);
/** On a patient these are identity too; on a user or a hospital they are not. */
const patientNames = new Set(["name", "namear", "nameen", "email", "address"]);

/** The value as a reader of the trail may see it: identity is replaced at any depth, the fact that it was there stays. */
export function withoutIdentity(value: unknown, targetType: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutIdentity(one, targetType));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isIdentity(name, targetType) && inner !== null ? redacted : withoutIdentity(inner, targetType),
    ]),
  );
}

function isIdentity(name: string, targetType: string): boolean {
  const folded = name.toLowerCase();
  return identityNames.has(folded) || (targetType === "Patient" && patientNames.has(folded));
}

/** Nothing, an empty text and an empty list say the same: that there is no value. */
function known(value: unknown): string {
  const isEmpty =
    value === null ||
    value === undefined ||
    value === "" ||
    (typeof value === "object" && Object.keys(value).length === 0);
  return isEmpty ? "null" : JSON.stringify(value);
}

/** Field by field what an entry says; fields that stayed the same or stayed empty are left out. Order is that of the writer. */
export function changesOf(event: {
  targetType: string;
  before?: object | null;
  after?: object | null;
}): readonly FieldChange[] {
  const before = { ...event.before } as Record<string, unknown>;
  const after = { ...event.after } as Record<string, unknown>;
  const shown = (side: Record<string, unknown>, field: string) =>
    (withoutIdentity({ [field]: side[field] ?? null }, event.targetType) as Record<string, unknown>)[field] ?? null;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => known(before[field]) !== known(after[field]))
    .map((field) => ({ field, before: shown(before, field), after: shown(after, field) }));
}
