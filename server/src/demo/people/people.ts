import type { Random } from "../random.ts";
import { arab, asian, saudi, type NameLists } from "./name-lists.ts";

export type Origin = "SAUDI" | "ARAB" | "ASIAN";

export interface Person {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly isFemale: boolean;
  readonly origin: Origin;
}

const lists: Readonly<Record<Origin, readonly NameLists[]>> = { SAUDI: [saudi], ARAB: [arab], ASIAN: asian };

export function drawPerson(
  random: Random,
  origin: Origin,
  given: { isFemale?: boolean; hasMiddleName?: boolean } = {},
): Person {
  const { men, women, families } = random.pick(lists[origin]);
  const isFemale = given.isFemale ?? random.chance(0.5);
  const first = random.pick(isFemale ? women : men);
  // The middle name is the father's.
  const middle = origin !== "ASIAN" && (given.hasMiddleName ?? true) ? [random.pick(men)] : [];
  const parts = [first, ...middle, random.pick(families)];
  return { nameAr: parts.map(([ar]) => ar).join(" "), nameEn: parts.map(([, en]) => en).join(" "), isFemale, origin };
}

export interface PatientPerson extends Person {
  readonly mobile: string | null;
  readonly nationalId: string;
  readonly language: "AR" | "EN";
  readonly hasContactConsent: boolean;
}

export function drawPatient(random: Random): PatientPerson {
  const origin = random.weighted<Origin>([
    ["SAUDI", 72],
    ["ARAB", 16],
    ["ASIAN", 12],
  ]);
  return {
    ...drawPerson(random, origin),
    // +966 52: not a prefix of the big operators, so that a gateway switched on by mistake hardly reaches anybody.
    mobile: random.chance(0.985) ? `+96652${String(random.int(0, 9_999_999)).padStart(7, "0")}` : null,
    nationalId: nationalId(random, origin),
    language: random.chance(origin === "ASIAN" ? 0.9 : 0.06) ? "EN" : "AR",
    hasContactConsent: random.chance(0.975),
  };
}

/** 1… for citizens, 2… for residents; the last digit is wrong on purpose, so that it is nobody's number. */
function nationalId(random: Random, origin: Origin): string {
  const digits = [origin === "SAUDI" ? 1 : 2, ...Array.from({ length: 8 }, () => random.int(0, 9))];
  const sum = digits.reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  const check = (10 - (sum % 10)) % 10;
  return [...digits, (check + 1) % 10].join("");
}
