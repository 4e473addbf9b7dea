import { Language } from "../../core/index.ts";
import { normalisePhone, westernDigits, type PatientIdentity } from "../../organizations/index.ts";
import { JourneyType } from "../journey.status.ts";

/** What the payload of an event says that journeys understand. Everything in it is as a foreign system sent it. */
export interface PayloadFacts {
  readonly physicianLicense: string | null;
  readonly departmentCode: string | null;
  readonly journeyType: JourneyType | null;
  readonly contact: PatientContact | null;
  readonly merge: { readonly from: string; readonly into: string } | null;
}

/** What an event says of its patient; undefined: it says nothing of it. */
export interface PatientContact {
  readonly identity: Partial<PatientIdentity>;
  readonly language?: Language;
  readonly hasContactConsent?: boolean;
  /** Kept as written, but no message can reach it. */
  readonly isMobileInvalid: boolean;
}

const maxTextLength = 200;

/** A usable text, or null: numbers are taken as text, since some systems send codes so. */
function text(value: unknown): string | null {
  const given = typeof value === "number" ? String(value) : value;
  if (typeof given !== "string") return null;
  const trimmed = given.trim().normalize("NFC");
  return trimmed === "" || trimmed.length > maxTextLength ? null : trimmed;
}

const upper = (value: unknown) => text(value)?.toUpperCase() ?? null;

export function readPayload(payload: Readonly<Record<string, unknown>>): PayloadFacts {
  const type = upper(payload["journey_type"]);
  const [from, into] = [text(payload["from"]), text(payload["into"])];
  return {
    physicianLicense: text(payload["physician_license"]),
    departmentCode: text(payload["department_code"]),
    journeyType: Object.values(JourneyType).find((each) => each === type) ?? null,
    contact: readContact(payload["patient"]),
    merge: from !== null && into !== null ? { from, into } : null,
  };
}

/** JO-14: only what is there counts; an empty or missing field never empties what is known. */
function readContact(value: unknown): PatientContact | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const patient = value as Record<string, unknown>;
  const identity: Record<string, string> = {};
  const take = (field: keyof PatientIdentity, given: string | null) => {
    if (given !== null) identity[field] = given;
  };
  take("nameAr", text(patient["name_ar"]));
  take("nameEn", text(patient["name_en"]));
  const mobile = text(patient["mobile"]);
  const phone = mobile === null ? null : normalisePhone(mobile);
  take("mobile", phone ?? mobile);
  take("email", text(patient["email"]));
  const nationalId = text(patient["national_id"]);
  take("nationalId", nationalId === null ? null : westernDigits(nationalId));
  const language = upper(patient["language"])?.slice(0, 2);
  const consent = patient["has_contact_consent"];
  const contact: PatientContact = {
    identity,
    isMobileInvalid: mobile !== null && phone === null,
    ...(language === "AR" || language === "EN" ? { language: Language[language] } : {}),
    ...(typeof consent === "boolean" ? { hasContactConsent: consent } : {}),
  };
  return Object.keys(identity).length > 0 || contact.language || contact.hasContactConsent !== undefined
    ? contact
    : null;
}
