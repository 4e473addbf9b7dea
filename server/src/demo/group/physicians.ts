import { drawPerson, type Origin, type Person } from "../people/people.ts";
import { createRandom } from "../random.ts";
import { departmentsOf, hospitals, type HospitalPlan } from "./hospitals.ts";

export interface PhysicianPlan extends Person {
  readonly license: string;
  readonly hospital: string;
  /** Where patients meet them. */
  readonly department: string;
  readonly specialtyAr: string;
  readonly specialtyEn: string;
}

interface Specialty {
  readonly ar: string;
  readonly en: string;
  readonly place: string;
  /** Those who see women in labour and in gynecology are women, as patients there expect. */
  readonly areWomen?: boolean;
}

const specialties: readonly Specialty[] = [
  { ar: "أمراض باطنة", en: "Internal Medicine", place: "OPD-IM" },
  { ar: "أمراض القلب", en: "Cardiology", place: "OPD-CARD" },
  { ar: "طب الطوارئ", en: "Emergency Medicine", place: "EMERGENCY" },
  { ar: "طب الأطفال", en: "Pediatrics", place: "OPD-PED" },
  { ar: "نساء وولادة", en: "Obstetrics & Gynecology", place: "OPD-OBGYN", areWomen: true },
  { ar: "جراحة العظام", en: "Orthopedic Surgery", place: "OPD-ORTHO" },
  { ar: "جراحة عامة", en: "General Surgery", place: "OPD-SURG" },
  { ar: "أنف وأذن وحنجرة", en: "Otorhinolaryngology", place: "OPD-ENT" },
  { ar: "أمراض جلدية", en: "Dermatology", place: "OPD-DERM" },
  { ar: "طب وجراحة العيون", en: "Ophthalmology", place: "OPD-OPHTH" },
  { ar: "طب الأسنان", en: "Dentistry", place: "OPD-DENT" },
];

const origins: readonly (readonly [Origin, number])[] = [
  ["SAUDI", 45],
  ["ARAB", 35],
  ["ASIAN", 20],
];

/** Two of one name would be confusing in a ranking. */
const taken = new Set<string>();

function drawUnique(draw: () => Person): Person {
  for (;;) {
    const person = draw();
    if (taken.has(person.nameEn)) continue;
    taken.add(person.nameEn);
    return person;
  }
}

function physiciansOf(hospital: HospitalPlan): PhysicianPlan[] {
  const random = createRandom(hospital.firstLicense);
  const offered = departmentsOf(hospital).map(({ code }) => code);
  const here = specialties.filter(({ place }) => offered.includes(place));
  return Array.from({ length: hospital.physicianCount }, (_, i) => {
    const specialty = here[i % here.length] as Specialty;
    const person = drawUnique(() =>
      drawPerson(random, random.weighted(origins), {
        hasMiddleName: false,
        isFemale: specialty.areWomen ?? random.chance(0.35),
      }),
    );
    return {
      ...person,
      nameAr: `د. ${person.nameAr}`,
      nameEn: `Dr. ${person.nameEn}`,
      license: `PH-${hospital.firstLicense + i}`,
      hospital: hospital.code,
      department: specialty.place,
      specialtyAr: specialty.ar,
      specialtyEn: specialty.en,
    };
  });
}

/** 60 physicians; always the same people, whatever the seed of the history: the simulator names them without the database. */
export const physicians: readonly PhysicianPlan[] = hospitals.flatMap(physiciansOf);
