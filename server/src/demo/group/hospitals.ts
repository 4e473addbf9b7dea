import { departments, type DepartmentPlan } from "./departments.ts";

export interface HospitalPlan {
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  /** Share of the group's visits. */
  readonly weight: number;
  readonly physicianCount: number;
  /** Licence number of its first physician. */
  readonly firstLicense: number;
  readonly missing: readonly string[];
}

export const hospitals: readonly HospitalPlan[] = [
  {
    code: "OLAYA",
    nameAr: "مستشفى العليا",
    nameEn: "Olaya Hospital",
    weight: 44,
    physicianCount: 24,
    firstLicense: 1030,
    missing: [],
  },
  {
    code: "SUWAIDI",
    nameAr: "مستشفى السويدي",
    nameEn: "Suwaidi Hospital",
    weight: 32,
    physicianCount: 20,
    firstLicense: 2010,
    missing: ["OPD-OPHTH"],
  },
  {
    code: "NUZHA",
    nameAr: "مستشفى النزهة",
    nameEn: "Nuzha Hospital",
    weight: 24,
    physicianCount: 16,
    firstLicense: 3005,
    missing: ["OPD-DERM", "OPD-DENT", "WARD-PED"],
  },
];

export const departmentsOf = (hospital: HospitalPlan): DepartmentPlan[] =>
  departments.filter(({ code }) => !hospital.missing.includes(code));
