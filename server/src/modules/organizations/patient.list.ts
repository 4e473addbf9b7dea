import { findPage, nameCell, yesNo, type ListDefinition } from "../core/index.ts";
import { hospitalColumn } from "./member.lists.ts";
import { Patient } from "./patient.entity.ts";
import { patientCondition, searchPermission } from "./patient.filter.ts";
import { identityLoader } from "./patient.identity.ts";
import type { PatientFilter } from "./patient.inputs.ts";

export const patientList: ListDefinition<Patient, PatientFilter> = {
  name: "patients",
  title: { en: "Patients", ar: "المرضى" },
  permission: "patient.read",
  filterType: "PatientFilter",
  orderType: "PatientOrder",
  page(context, page, filter, order) {
    const permission = searchPermission(filter);
    return findPage(
      context.reader(context.may(permission) ? permission : "patient.read"),
      Patient,
      patientCondition(context, filter),
      order?.length ? order : [{ field: "createdAt", direction: "DESC" }],
      page,
    );
  },
  columns: [
    { key: "mrn", header: { en: "MRN", ar: "رقم الملف الطبي" }, value: ({ mrn }) => mrn },
    {
      key: "name",
      header: { en: "Name", ar: "الاسم" },
      value: async (patient, context) => nameCell(await identityLoader(context).load(patient), context),
    },
    {
      key: "mobile",
      header: { en: "Mobile", ar: "الجوال" },
      value: async (patient, context) => (await identityLoader(context).load(patient)).mobile,
    },
    {
      key: "language",
      header: { en: "Language", ar: "اللغة" },
      value: ({ language }) =>
        language === "AR" ? { en: "Arabic", ar: "العربية" } : { en: "English", ar: "الإنجليزية" },
    },
    {
      key: "consent",
      header: { en: "May be contacted", ar: "موافقة على التواصل" },
      value: ({ hasContactConsent }) => yesNo(hasContactConsent),
    },
    hospitalColumn<Patient>(),
    { key: "created", header: { en: "Added", ar: "تاريخ الإضافة" }, value: ({ createdAt }) => createdAt },
  ],
};
