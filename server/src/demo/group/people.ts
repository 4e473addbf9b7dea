import { drawPerson, type Origin, type Person } from "../people/people.ts";
import { createRandom } from "../random.ts";
import { managedDepartments } from "./departments.ts";
import { departmentsOf, hospitals, type HospitalPlan } from "./hospitals.ts";

export interface EmployeePlan extends Person {
  readonly hospital: string;
  readonly department: string;
  readonly number: string;
  readonly email: string;
  readonly jobTitleAr: string;
  readonly jobTitleEn: string;
  /** Manages its department; has a user, so that actions find an owner. */
  readonly isManager: boolean;
}

type Job = readonly [department: string, ar: string, en: string, count: number];

const jobs: readonly Job[] = [
  ["RECEPTION", "موظف استقبال", "Receptionist", 4],
  ["RECEPTION", "منسق مواعيد", "Appointment Coordinator", 2],
  ["ADMISSION", "موظف دخول", "Admission Officer", 3],
  ["LAB-COLLECT", "فني سحب عينات", "Phlebotomist", 4],
  ["LAB-CORE", "أخصائي مختبر", "Laboratory Specialist", 3],
  ["RAD-XRAY", "فني أشعة", "Radiographer", 3],
  ["RAD-CTMRI", "فني أشعة مقطعية", "CT Technologist", 2],
  ["PHARM-OPD", "صيدلي", "Pharmacist", 4],
  ["NURSING", "ممرض", "Registered Nurse", 6],
  ["WARD-MED", "ممرض مسؤول", "Charge Nurse", 2],
  ["WARD-SURG", "ممرض مسؤول", "Charge Nurse", 2],
  ["ER-TRIAGE", "ممرض فرز", "Triage Nurse", 2],
  ["AMBULANCE", "مسعف", "Paramedic", 3],
  ["HOUSEKEEPING", "مشرف نظافة", "Housekeeping Supervisor", 1],
];

const origins: readonly (readonly [Origin, number])[] = [
  ["SAUDI", 40],
  ["ARAB", 20],
  ["ASIAN", 40],
];

/** Arabic job titles have a gender. */
const feminine: Readonly<Record<string, string>> = {
  مدير: "مديرة",
  موظف: "موظفة",
  منسق: "منسقة",
  فني: "فنية",
  أخصائي: "أخصائية",
  صيدلي: "صيدلانية",
  ممرض: "ممرضة",
  مسؤول: "مسؤولة",
  مسعف: "مسعفة",
  مشرف: "مشرفة",
};

const titleFor = (isFemale: boolean, title: string): string =>
  isFemale
    ? title
        .split(" ")
        .map((word) => feminine[word] ?? word)
        .join(" ")
    : title;

function employeesOf(hospital: HospitalPlan, place: number): EmployeePlan[] {
  const random = createRandom(7_000 + place);
  const offered = departmentsOf(hospital);
  let count = 0;
  const employee = (
    department: string,
    origin: Origin,
    jobTitleAr: string,
    jobTitleEn: string,
    isManager: boolean,
  ): EmployeePlan => {
    const person = drawPerson(random, origin, { hasMiddleName: false });
    const number = `E${place + 1}${String(++count).padStart(3, "0")}`;
    const name = person.nameEn.toLowerCase().replace(/[^a-z]+/g, ".");
    return {
      ...person,
      hospital: hospital.code,
      department,
      number,
      email: `${name}.${number.toLowerCase()}@demo.px360.test`,
      jobTitleAr: titleFor(person.isFemale, jobTitleAr),
      jobTitleEn,
      isManager,
    };
  };
  const managers = offered
    .filter(
      ({ code }) =>
        managedDepartments.includes(code) &&
        !sharedManagers.some((shared) => shared.hospital === hospital.code && shared.department === code),
    )
    .map(({ code, nameAr, nameEn }) =>
      employee(code, random.chance(0.75) ? "SAUDI" : "ARAB", `مدير ${nameAr}`, `${nameEn} Manager`, true),
    );
  const others = jobs.flatMap(([department, ar, en, howMany]) =>
    offered.some(({ code }) => code === department)
      ? Array.from({ length: howMany }, () => employee(department, random.weighted(origins), ar, en, false))
      : [],
  );
  return [...managers, ...others];
}

/** Departments that the manager of another one looks after too. */
const sharedManagers = [{ hospital: "OLAYA", department: "LAB", of: "OPD" }] as const;

/** The manager behind the log-in department-manager@ is somebody with a name of their own. */
const named = {
  hospital: "OLAYA",
  department: "OPD",
  nameAr: "نوف القحطاني",
  nameEn: "Nouf Alqahtani",
  isFemale: true,
  jobTitleAr: "مديرة العيادات الخارجية والمختبر",
  jobTitleEn: "Outpatient & Laboratory Manager",
};

export const employees: readonly EmployeePlan[] = hospitals
  .flatMap(employeesOf)
  .map((each) =>
    each.isManager && each.hospital === named.hospital && each.department === named.department
      ? { ...each, ...named }
      : each,
  );

export function managerOf(hospital: string, department: string): EmployeePlan | undefined {
  const shared = sharedManagers.find((each) => each.hospital === hospital && each.department === department);
  return employees.find(
    (each) => each.isManager && each.hospital === hospital && each.department === (shared?.of ?? department),
  );
}
