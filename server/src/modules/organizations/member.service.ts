import { ref, type EntityName, type FilterQuery, type Ref } from "@mikro-orm/core";
import { applyChanges, assertVersion, covers, failure, findVisible, forbidden, type Tx } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import type { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { assertFilled, westernDigits } from "./organization.rules.ts";

/** What departments, physicians and employees have in common: they belong to a hospital and carry a number of their own. */
export type Member = {
  id: string;
  version: number;
  hospital: Ref<Hospital>;
  nameAr: string;
  nameEn: string;
};

export interface MemberKind<Entity extends Member> {
  readonly entity: EntityName<Entity>;
  readonly name: "Department" | "Physician" | "Employee";
  /** The property that is unique within the hospital. */
  readonly number: keyof Entity & string;
}

const audited = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** OR-8: created in a hospital that the caller manages, with a number that is free there. */
export async function createMember<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  hospitalId: string,
  fields: Partial<Entity>,
): Promise<Entity> {
  if (!covers(tx.scope, { hospitalId })) throw forbidden();
  const hospital = await findVisible(tx.em, Hospital, hospitalId);
  assertFilled(fields, [kind.number, "nameAr", "nameEn"] as never);
  const tidied = tidy(kind, fields);
  await assertNumberIsFree(tx, kind, hospitalId, tidied);
  return addMember(tx, kind, hospital, tidied);
}

/** Writes and audits a row whose rules were checked before. */
export function addMember<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  hospital: Hospital,
  fields: Partial<Entity>,
): Entity {
  const row = tx.em.create(kind.entity, { ...fields, hospital: ref(hospital) } as never) as unknown as Entity;
  tx.audit({
    action: `${audited(kind.name)}.created`,
    targetType: kind.name,
    targetId: row.id,
    hospitalId: hospital.id,
    after: plain(fields),
  });
  return row;
}

export async function updateMember<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  id: string,
  version: number,
  fields: Partial<Entity>,
): Promise<Entity> {
  const row = await findVisible(tx.em, kind.entity, id);
  if (!covers(tx.scope, { hospitalId: row.hospital.id })) throw forbidden();
  assertVersion(row, version);
  assertFilled({ ...row, ...defined(fields) }, [kind.number, "nameAr", "nameEn"] as never);
  const tidied = tidy(kind, fields);
  if (tidied[kind.number] !== undefined && tidied[kind.number] !== row[kind.number]) {
    await assertNumberIsFree(tx, kind, row.hospital.id, tidied);
  }
  return changeMember(tx, kind, row as Entity, tidied);
}

/** Changes and audits a row whose rules were checked before. */
export function changeMember<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  row: Entity,
  fields: Partial<Entity>,
): Entity {
  const { before, after } = applyChanges(row, fields);
  tx.audit({
    action: `${audited(kind.name)}.updated`,
    targetType: kind.name,
    targetId: row.id,
    hospitalId: row.hospital.id,
    before: plain(before),
    after: plain(after),
  });
  return row;
}

async function assertNumberIsFree<Entity extends Member>(
  tx: Tx,
  kind: MemberKind<Entity>,
  hospital: string,
  fields: Partial<Entity>,
) {
  const where = { hospital, [kind.number]: fields[kind.number] } as unknown as FilterQuery<Entity>;
  if ((await tx.em.count(kind.entity, where, { filters: false })) === 0) return;
  throw failure("CODE_TAKEN", "This is already used in this hospital.", "هذه القيمة مستخدمة بالفعل في هذا المستشفى.", [
    kind.number,
  ]);
}

/** OR-9: a department that is referred to must lie in the same hospital. Undefined: not given; null: none. */
export async function departmentIn(
  tx: Tx,
  hospitalId: string,
  id: string | null | undefined,
  field: string,
): Promise<Ref<Department> | null | undefined> {
  if (id == null) return id;
  const department = await tx.em.findOne(Department, { id, hospital: hospitalId });
  if (department) return ref(department);
  throw failure(
    "UNKNOWN_DEPARTMENT",
    "There is no such department in this hospital.",
    "لا يوجد قسم بهذا المعرّف في هذا المستشفى.",
    [field],
  );
}

/** Without blanks around, blank as null, and digits of a number as everybody's systems write them. */
function tidy<Entity extends Member>({ number }: MemberKind<Entity>, fields: Partial<Entity>): Partial<Entity> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (typeof value !== "string") return [key, value];
      const text = value.trim();
      return [key, key === number ? westernDigits(text) : text || null];
    }),
  ) as Partial<Entity>;
}

export function defined<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

/** For the audit trail: references as ids. */
function plain(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value && typeof value === "object" && "id" in value ? value.id : value,
    ]),
  );
}

export type ManagerRef = Ref<Employee> | null | undefined;
