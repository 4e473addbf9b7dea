import { hospitalList } from "./hospital.list.ts";
import { ImportResolver } from "./import/import.resolver.ts";
import { DepartmentResolver } from "./department.resolver.ts";
import { EmployeeResolver } from "./employee.resolver.ts";
import { PatientTimelineResolver } from "./patient-timeline.resolver.ts";
import { PatientResolver } from "./patient.resolver.ts";
import { PhysicianResolver } from "./physician.resolver.ts";
import { Department } from "./department.entity.ts";
import { Employee } from "./employee.entity.ts";
import { HospitalSettings } from "./hospital-settings.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { departmentList, employeeList, physicianList } from "./member.lists.ts";
import { patientList } from "./patient.list.ts";
import { HospitalResolver } from "./hospital.resolver.ts";
import { Patient } from "./patient.entity.ts";
import { Physician } from "./physician.entity.ts";
import { OrganizationBulkResolver } from "./organization-bulk.resolver.ts";
import { organizationVerbs } from "./organization.bulk.ts";
import { departmentSearch, physicianSearch } from "./organization.search.ts";
import { patientNamesTick } from "./patient-names.ts";
import { patientSearch } from "./patient.search.ts";
import type { ModuleDefinition } from "../core/index.ts";

export { Department, Employee, Hospital, HospitalSettings, Patient, Physician };
export { Channel } from "./hospital-settings.entity.ts";
export { createHospital } from "./hospital.service.ts";
export * from "./organization.rules.ts";
export * from "./saudi.rules.ts";
export { patientNamesTick, runPatientNamesTick } from "./patient-names.ts";
export { contactEmail, contactMobile } from "./contact.rules.ts";
export { departmentOf, hospitalOf, patientOf, physicianOf } from "./place.loaders.ts";
export { contactBehind, sealContact, type OpenContact } from "./sealed-contact.ts";
export { createPatient } from "./patient.service.ts";
export { identityLoader, maskIdentity, openIdentity, sealIdentity, type PatientIdentity } from "./patient.identity.ts";

export const organizationsModule: ModuleDefinition = {
  name: "organizations",
  entities: [Hospital, HospitalSettings, Department, Physician, Employee, Patient],
  lists: [hospitalList, departmentList, physicianList, employeeList, patientList],
  resolvers: [
    HospitalResolver,
    DepartmentResolver,
    PhysicianResolver,
    EmployeeResolver,
    PatientResolver,
    PatientTimelineResolver,
    ImportResolver,
    OrganizationBulkResolver,
  ],
  bulkVerbs: organizationVerbs,
  search: [patientSearch, physicianSearch, departmentSearch],
  jobs: [patientNamesTick],
};
