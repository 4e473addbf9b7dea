import { ref } from "@mikro-orm/core";
import { createApiKey, Role, RoleAssignment, ScopeType, User, UserKind } from "../../modules/accounts/index.ts";
import { Language, type Tx } from "../../modules/core/index.ts";
import {
  createHospital,
  Department,
  Employee,
  Hospital,
  HospitalSettings,
  Physician,
} from "../../modules/organizations/index.ts";
import { departmentsOf, hospitals } from "../group/hospitals.ts";
import { employees, managerOf } from "../group/people.ts";
import { physicians } from "../group/physicians.ts";
import { allUsers, demoApiKey, demoSourceSystem, demoUser, type UserPlan } from "../group/users.ts";

/** The group in the database, found by the codes of the plan. */
export interface SeededGroup {
  readonly apiKeyId: string;
  hospital(code: string): Hospital;
  department(hospital: string, code: string): Department;
  physician(license: string): Physician;
}

type Named<Entity> = Map<string, Entity>;

function get<Entity>(map: Named<Entity>, key: string): Entity {
  const found = map.get(key);
  if (!found) throw new Error(`the demo plan names ${key}, which was not made`);
  return found;
}

/** `since`: when the group began to use the product. */
export async function seedGroup(tx: Tx, since: Date, passwordHash: string): Promise<SeededGroup> {
  const byCode = await seedHospitals(tx, since);
  const departments = await seedDepartments(tx, since, byCode);
  const staff = await seedEmployees(tx, since, byCode, departments);
  const doctors = seedPhysicians(tx, since, byCode, departments);
  for (const plan of allUsers) seedUser(tx, since, passwordHash, plan, { byCode, departments, staff, doctors });
  seedServiceAccount(tx, since, passwordHash);
  const { apiKey } = await createApiKey(tx, { label: "Demo HIS", sourceSystem: demoSourceSystem }, demoApiKey);
  apiKey.createdAt = since;
  await tx.em.flush();
  return {
    apiKeyId: apiKey.id,
    hospital: (code) => get(byCode, code),
    department: (hospital, code) => get(departments, `${hospital} ${code}`),
    physician: (license) => get(doctors, license),
  };
}

async function seedHospitals(tx: Tx, since: Date): Promise<Named<Hospital>> {
  const byCode: Named<Hospital> = new Map();
  for (const { code, nameAr, nameEn } of hospitals) {
    const hospital = await createHospital(tx, { code, nameAr, nameEn });
    hospital.createdAt = since;
    await tx.em.flush();
    const settings = await tx.em.findOneOrFail(HospitalSettings, { hospital: hospital.id });
    // A demo is often shown in the evening: quiet hours would hold every message back until the morning. And whoever tries an
    // example five times with the same patient must not meet the fatigue rule. Real hospitals keep the defaults.
    Object.assign(settings, { quietFrom: null, quietTo: null, fatigueMaxInvitations: 8, createdAt: since });
    byCode.set(code, hospital);
  }
  await tx.em.flush();
  return byCode;
}

async function seedDepartments(tx: Tx, since: Date, byCode: Named<Hospital>): Promise<Named<Department>> {
  const made: Named<Department> = new Map();
  for (const hospital of hospitals) {
    for (const { code, nameAr, nameEn, parent } of departmentsOf(hospital)) {
      made.set(
        `${hospital.code} ${code}`,
        tx.em.create(Department, {
          hospital: ref(get(byCode, hospital.code)),
          code,
          nameAr,
          nameEn,
          createdAt: since,
          parent: parent ? ref(get(made, `${hospital.code} ${parent}`)) : null,
        }),
      );
    }
  }
  await tx.em.flush();
  return made;
}

async function seedEmployees(
  tx: Tx,
  since: Date,
  byCode: Named<Hospital>,
  departments: Named<Department>,
): Promise<Named<Employee>> {
  const made: Named<Employee> = new Map();
  for (const { hospital, department, number, nameAr, nameEn, email, jobTitleAr, jobTitleEn } of employees) {
    made.set(
      `${hospital} ${number}`,
      tx.em.create(Employee, {
        hospital: ref(get(byCode, hospital)),
        department: ref(get(departments, `${hospital} ${department}`)),
        employeeNumber: number,
        nameAr,
        nameEn,
        email,
        jobTitleAr,
        jobTitleEn,
        createdAt: since,
      }),
    );
  }
  await tx.em.flush();
  for (const [key, department] of departments) {
    const [hospital = "", code = ""] = key.split(" ");
    const manager = managerOf(hospital, code);
    if (manager) department.manager = ref(get(made, `${hospital} ${manager.number}`));
  }
  await tx.em.flush();
  return made;
}

function seedPhysicians(
  tx: Tx,
  since: Date,
  byCode: Named<Hospital>,
  departments: Named<Department>,
): Named<Physician> {
  return new Map(
    physicians.map(({ license, hospital, department, nameAr, nameEn, specialtyAr, specialtyEn }) => [
      license,
      tx.em.create(Physician, {
        hospital: ref(get(byCode, hospital)),
        department: ref(get(departments, `${hospital} ${department}`)),
        licenseNumber: license,
        nameAr,
        nameEn,
        specialtyAr,
        specialtyEn,
        createdAt: since,
      }),
    ]),
  );
}

interface Made {
  readonly byCode: Named<Hospital>;
  readonly departments: Named<Department>;
  readonly staff: Named<Employee>;
  readonly doctors: Named<Physician>;
}

function seedUser(
  tx: Tx,
  since: Date,
  passwordHash: string,
  plan: UserPlan,
  { byCode, departments, staff, doctors }: Made,
): void {
  const physician = plan.physicianLicense ? get(doctors, plan.physicianLicense) : null;
  const employee = plan.employee ? get(staff, `${plan.employee.hospital} ${plan.employee.number}`) : null;
  const user = tx.em.create(User, {
    email: plan.email,
    nameAr: physician?.nameAr ?? plan.nameAr,
    nameEn: physician?.nameEn ?? plan.nameEn,
    passwordHash,
    language: Language[plan.language],
    physician: physician ? ref(physician) : null,
    employee: employee ? ref(employee) : null,
    createdAt: since,
    homeHospitalIds: [...new Set(plan.roles.flatMap(({ hospital }) => (hospital ? [get(byCode, hospital).id] : [])))],
  });
  for (const { role, hospital, department } of plan.roles) {
    tx.em.create(RoleAssignment, {
      user: ref(user),
      role,
      createdAt: since,
      scopeType: department ? ScopeType.DEPARTMENT : hospital ? ScopeType.HOSPITAL : ScopeType.GROUP,
      hospital: hospital ? ref(get(byCode, hospital)) : null,
      department: department ? ref(get(departments, `${hospital} ${department}`)) : null,
    });
  }
}

function seedServiceAccount(tx: Tx, since: Date, passwordHash: string): void {
  const user = tx.em.create(User, {
    kind: UserKind.SERVICE,
    email: demoUser("his"),
    nameAr: "نظام معلومات المستشفى",
    nameEn: "Hospital information system",
    passwordHash,
    sourceSystem: demoSourceSystem,
    createdAt: since,
  });
  tx.em.create(RoleAssignment, {
    user: ref(user),
    role: Role.SERVICE_ACCOUNT,
    scopeType: ScopeType.GROUP,
    createdAt: since,
  });
}
