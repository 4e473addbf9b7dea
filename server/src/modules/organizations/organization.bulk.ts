import type { EntityName } from "@mikro-orm/postgresql";
import { findVisible, type BulkVerb, type Tx } from "../core/index.ts";
import { Employee } from "./employee.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { hospitalList } from "./hospital.list.ts";
import { updateHospital } from "./hospital.service.ts";
import { employeeKind, physicianKind } from "./member.kinds.ts";
import { employeeList, physicianList } from "./member.lists.ts";
import { Physician } from "./physician.entity.ts";
import { updateStaff } from "./staff.service.ts";

interface ActiveArgs {
  readonly isActive: boolean;
}
type Switched = { id: string; version: number; isActive: boolean };
type Verb<Row extends Switched> = BulkVerb<Row, ActiveArgs>;

/** CO-46: many at once go through the same services as one. Nobody edited them: each is taken in the version that stands. */
const setActiveVerb = <Row extends Switched>(
  entity: EntityName<Row>,
  given: Pick<Verb<Row>, "name" | "title" | "permission" | "labelOf"> & {
    readonly list: object;
    update(tx: Tx, id: string, version: number, args: ActiveArgs): Promise<unknown>;
  },
): Verb<Row> => ({
  ...given,
  list: given.list as Verb<Row>["list"],
  load: (em, ids) => em.find(entity, { id: { $in: [...ids] } } as never) as Promise<Row[]>,
  isApplicable: (row, { isActive }) => row.isActive !== isActive,
  async apply(tx, id, args) {
    const row = await findVisible(tx.em, entity, id);
    if (row.isActive !== args.isActive) await given.update(tx, id, row.version, args);
  },
});

export const setHospitalsActiveVerb = setActiveVerb(Hospital, {
  name: "hospital.setActive",
  title: { en: "Activate or deactivate hospitals", ar: "تفعيل المستشفيات أو إيقاف تفعيلها" },
  list: hospitalList,
  permission: "hospital.manage",
  labelOf: ({ code }) => code,
  update: updateHospital,
});

export const setPhysiciansActiveVerb = setActiveVerb(Physician, {
  name: "physician.setActive",
  title: { en: "Activate or deactivate physicians", ar: "تفعيل الأطباء أو إيقاف تفعيلهم" },
  list: physicianList,
  permission: "physician.manage",
  labelOf: ({ licenseNumber }) => licenseNumber,
  update: (tx, id, version, args) => updateStaff(tx, physicianKind, id, version, args),
});

export const setEmployeesActiveVerb = setActiveVerb(Employee, {
  name: "employee.setActive",
  title: { en: "Activate or deactivate employees", ar: "تفعيل الموظفين أو إيقاف تفعيلهم" },
  list: employeeList,
  permission: "employee.manage",
  labelOf: ({ employeeNumber }) => employeeNumber,
  update: (tx, id, version, args) => updateStaff(tx, employeeKind, id, version, args),
});

export const organizationVerbs = [setHospitalsActiveVerb, setPhysiciansActiveVerb, setEmployeesActiveVerb] as const;
