import { ref } from "@mikro-orm/core";
import { newId, Language, type Tx } from "../modules/core/index.ts";
import {
  ApiKey,
  hashPassword,
  Role,
  RoleAssignment,
  ScopeType,
  sha256,
  User,
  UserKind,
} from "../modules/accounts/index.ts";
import { InboundEvent, inboundEventId, type InboundEventStatus } from "../modules/integrations/index.ts";
import {
  Department,
  Hospital,
  HospitalSettings,
  Patient,
  Physician,
  createHospital,
} from "../modules/organizations/index.ts";

/** Counts, so that codes are unique in a test file and readable in a failure. */
let count = 0;
const next = () => ++count;

/** Cheap on purpose: tests sign in often, and nobody attacks them. */
export const testPassword = "px360-demo-test";
let cheapHash: Promise<string> | undefined;
const testHash = () => (cheapHash ??= hashPassword(testPassword, { N: 2 ** 10, r: 8, p: 1 }));

export async function buildHospital(tx: Tx, settings: Partial<HospitalSettings> = {}): Promise<Hospital> {
  const n = next();
  const hospital = await createHospital(tx, { code: `H${n}`, nameAr: `مستشفى ${n}`, nameEn: `Hospital ${n}` });
  await tx.em.flush();
  const row = await tx.em.findOneOrFail(HospitalSettings, { hospital: hospital.id });
  // No quiet hours unless a test is about them: otherwise tests would pass by day and fail by night.
  Object.assign(row, { quietFrom: null, quietTo: null, ...settings });
  await tx.em.flush();
  return hospital;
}

export async function buildDepartment(
  tx: Tx,
  given: { hospital?: Hospital; parent?: Department; code?: string } = {},
): Promise<Department> {
  const n = next();
  const hospital = given.hospital ?? (await buildHospital(tx));
  const department = tx.em.create(Department, {
    hospital: ref(hospital),
    parent: given.parent ? ref(given.parent) : null,
    code: given.code ?? `D${n}`,
    nameAr: `قسم ${n}`,
    nameEn: `Department ${n}`,
  });
  await tx.em.flush();
  return department;
}

export async function buildPhysician(
  tx: Tx,
  given: { hospital?: Hospital; department?: Department; licenseNumber?: string } = {},
): Promise<Physician> {
  const n = next();
  const hospital = given.hospital ?? (await buildHospital(tx));
  const physician = tx.em.create(Physician, {
    hospital: ref(hospital),
    department: given.department ? ref(given.department) : null,
    licenseNumber: given.licenseNumber ?? `PH-${n}`,
    nameAr: `د. طبيب ${n}`,
    nameEn: `Dr. Physician ${n}`,
  });
  await tx.em.flush();
  return physician;
}

export async function buildPatient(
  tx: Tx,
  given: {
    hospital?: Hospital;
    mrn?: string;
    mobile?: string | null;
    nameEn?: string;
    nameAr?: string;
    language?: Language;
    hasContactConsent?: boolean;
  } = {},
): Promise<Patient> {
  const n = next();
  const { cipher } = tx.kernel;
  const hospital = given.hospital ?? (await buildHospital(tx));
  const mobile = given.mobile === undefined ? `+9665${String(10_000_000 + n)}` : given.mobile;
  const patient = tx.em.create(Patient, {
    hospital: ref(hospital),
    mrn: given.mrn ?? `MRN-${n}`,
    nameArSealed: cipher.seal(given.nameAr ?? `مريض ${n}`),
    nameEnSealed: cipher.seal(given.nameEn ?? `Patient ${n}`),
    mobileSealed: mobile ? cipher.seal(mobile) : null,
    mobileIndex: mobile ? cipher.blindIndex("mobile", mobile) : null,
    language: given.language ?? Language.AR,
    hasContactConsent: given.hasContactConsent ?? true,
  });
  await tx.em.flush();
  return patient;
}

export async function buildUser(
  tx: Tx,
  given: { role?: Role; hospital?: Hospital; department?: Department; physician?: Physician; email?: string } = {},
): Promise<User> {
  const n = next();
  const user = tx.em.create(User, {
    id: newId(),
    email: given.email ?? `user-${n}@test.px360.test`,
    nameAr: `مستخدم ${n}`,
    nameEn: `User ${n}`,
    kind: UserKind.PERSON,
    passwordHash: await testHash(),
    physician: given.physician ? ref(given.physician) : null,
    homeHospitalIds: given.hospital ? [given.hospital.id] : [],
  });
  if (given.role) giveRole(tx, user, given.role, given);
  await tx.em.flush();
  return user;
}

export function giveRole(
  tx: Tx,
  user: User,
  role: Role,
  { hospital, department }: { hospital?: Hospital; department?: Department },
): void {
  tx.em.create(RoleAssignment, {
    user: ref(user),
    role,
    scopeType: department ? ScopeType.DEPARTMENT : hospital ? ScopeType.HOSPITAL : ScopeType.GROUP,
    hospital: hospital ? ref(hospital) : null,
    department: department ? ref(department) : null,
  });
}

/** Returns the key itself; the row keeps only its hash. */
export async function buildApiKey(
  tx: Tx,
  given: { hospital?: Hospital; sourceSystem?: string; secret?: string } = {},
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = given.secret ?? `px_test_${next()}`;
  const apiKey = tx.em.create(ApiKey, {
    label: `Key ${next()}`,
    prefix: secret.slice(0, 8),
    keyHash: sha256(secret),
    sourceSystem: given.sourceSystem ?? "HIS",
    hospital: given.hospital ? ref(given.hospital) : null,
  });
  await tx.em.flush();
  return { apiKey, secret };
}

export async function buildInboundEvent(
  tx: Tx,
  given: {
    hospital?: Hospital | null;
    status?: InboundEventStatus;
    eventCode?: string;
    encounterId?: string;
    patientIdentifier?: string | null;
    sourceSystem?: string;
    externalId?: string | null;
    occurredAt?: Date;
    payload?: object | null;
    errorCode?: string;
    attempts?: number;
  } = {},
): Promise<InboundEvent> {
  const n = next();
  const { hospital, payload, ...fields } = given;
  const event = tx.em.create(InboundEvent, {
    id: inboundEventId(tx.now),
    receivedAt: tx.now,
    availableAt: tx.now,
    occurredAt: tx.now,
    sourceSystem: "HIS",
    eventCode: "LAB_ORDER_COMPLETED",
    encounterId: `E-${n}`,
    externalId: `HIS-${n}`,
    hospital: hospital ? ref(hospital) : null,
    hospitalCode: hospital?.code ?? null,
    payloadSealed: payload ? tx.kernel.cipher.seal(JSON.stringify(payload)) : null,
    ...fields,
  });
  await tx.em.flush();
  return event;
}
