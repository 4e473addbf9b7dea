import { Role } from "../../modules/accounts/index.ts";
import { employees, managerOf } from "./people.ts";
import { hospitals } from "./hospitals.ts";

export const demoPassword = "px360-demo";
export const demoApiKey = "px360-demo-his-key";
export const demoSourceSystem = "HIS";

/** Where a role reaches: nothing is the group, a hospital, or a department of it. */
export interface Reach {
  readonly hospital?: string;
  readonly department?: string;
}

export interface UserPlan {
  readonly email: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly language: "AR" | "EN";
  readonly roles: readonly (Reach & { readonly role: Role })[];
  /** Number of the employee, with its hospital. */
  readonly employee?: { readonly hospital: string; readonly number: string };
  readonly physicianLicense?: string;
}

export const demoUser = (name: string): string => `${name}@demo.px360.test`;

/** The physician of the demo log-in: a cardiologist of OLAYA, also the one of the intake contract's example. */
export const demoPhysicianLicense = "PH-1042";

/** The log-ins that the README and the start banner name. */
export const demoUsers: readonly UserPlan[] = [
  {
    email: demoUser("px-admin"),
    nameAr: "أمل السبيعي",
    nameEn: "Amal Alsubaie",
    language: "EN",
    roles: [{ role: Role.PX_ADMIN }],
  },
  {
    email: demoUser("px-coordinator"),
    nameAr: "خالد الشمري",
    nameEn: "Khalid Alshammari",
    language: "AR",
    roles: [{ role: Role.PX_COORDINATOR }],
  },
  {
    email: demoUser("hospital-admin"),
    nameAr: "د. سعد الغامدي",
    nameEn: "Dr. Saad Alghamdi",
    language: "AR",
    roles: [{ role: Role.HOSPITAL_ADMIN, hospital: "OLAYA" }],
  },
  {
    // Outpatient clinics and the laboratory under one hand: the two that the examples of the documentation use.
    email: demoUser("department-manager"),
    nameAr: "نوف القحطاني",
    nameEn: "Nouf Alqahtani",
    language: "AR",
    roles: ["OPD", "LAB"].map((department) => ({ role: Role.DEPARTMENT_MANAGER, hospital: "OLAYA", department })),
    employee: { hospital: "OLAYA", number: managerOf("OLAYA", "OPD")?.number ?? "" },
  },
  {
    email: demoUser("physician"),
    nameAr: "",
    nameEn: "",
    language: "EN",
    roles: [{ role: Role.PHYSICIAN, hospital: "OLAYA" }],
    physicianLicense: demoPhysicianLicense,
  },
  {
    email: demoUser("staff"),
    nameAr: "ماجد الدوسري",
    nameEn: "Majed Aldosari",
    language: "AR",
    roles: [{ role: Role.STAFF, hospital: "OLAYA", department: "LAB" }],
  },
  {
    email: demoUser("call-center"),
    nameAr: "شهد الزهراني",
    nameEn: "Shahad Alzahrani",
    language: "AR",
    roles: [{ role: Role.CALL_CENTER_AGENT, hospital: "OLAYA" }],
  },
  {
    email: demoUser("executive"),
    nameAr: "د. فيصل التميمي",
    nameEn: "Dr. Faisal Altamimi",
    language: "AR",
    roles: [{ role: Role.EXECUTIVE }],
  },
  {
    email: demoUser("analyst"),
    nameAr: "رنا حداد",
    nameEn: "Rana Haddad",
    language: "EN",
    roles: [{ role: Role.ANALYST }],
  },
];

const team: readonly UserPlan[] = [
  {
    email: demoUser("reem.almutairi"),
    nameAr: "ريم المطيري",
    nameEn: "Reem Almutairi",
    language: "AR",
    roles: [{ role: Role.PX_COORDINATOR, hospital: "OLAYA" }],
  },
  {
    email: demoUser("turki.alanazi"),
    nameAr: "تركي العنزي",
    nameEn: "Turki Alanazi",
    language: "AR",
    roles: [{ role: Role.PX_COORDINATOR, hospital: "SUWAIDI" }],
  },
  {
    email: demoUser("hind.alshehri"),
    nameAr: "هند الشهري",
    nameEn: "Hind Alshehri",
    language: "AR",
    roles: [{ role: Role.PX_COORDINATOR, hospital: "NUZHA" }],
  },
  {
    email: demoUser("naif.alharbi"),
    nameAr: "د. نايف الحربي",
    nameEn: "Dr. Naif Alharbi",
    language: "AR",
    roles: [{ role: Role.HOSPITAL_ADMIN, hospital: "SUWAIDI" }],
  },
  {
    email: demoUser("lama.almalki"),
    nameAr: "د. لمى المالكي",
    nameEn: "Dr. Lama Almalki",
    language: "AR",
    roles: [{ role: Role.HOSPITAL_ADMIN, hospital: "NUZHA" }],
  },
  ...hospitals.map(({ code }, i) => ({
    email: demoUser(`call-center.${code.toLowerCase()}`),
    nameAr: ["دلال العتيبي", "عبير الجهني", "سارة اليامي"][i] ?? "",
    nameEn: ["Dalal Alotaibi", "Abeer Aljuhani", "Sarah Alyami"][i] ?? "",
    language: "AR" as const,
    roles: [{ role: Role.CALL_CENTER_AGENT, hospital: code }],
  })),
];

/** Every department manager can sign in: routing gives actions to users, not to employees. */
const managers: readonly UserPlan[] = employees
  .filter(({ isManager, hospital, department }) => isManager && !(hospital === "OLAYA" && department === "OPD"))
  .map(({ email, nameAr, nameEn, origin, hospital, department, number }) => ({
    email,
    nameAr,
    nameEn,
    language: origin === "ASIAN" ? ("EN" as const) : ("AR" as const),
    roles: [{ role: Role.DEPARTMENT_MANAGER, hospital, department }],
    employee: { hospital, number },
  }));

export const allUsers: readonly UserPlan[] = [...demoUsers, ...team, ...managers];
