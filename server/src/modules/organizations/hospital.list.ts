import { findPage, searchCondition, yesNo, type ListDefinition } from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";
import type { HospitalFilter } from "./hospital.inputs.ts";

function hospitalCondition(filter: HospitalFilter | null | undefined): object {
  return {
    ...searchCondition(["code", "name_en", "name_ar"], filter?.search),
    ...(filter?.isActive != null ? { isActive: filter.isActive } : {}),
  };
}

export const hospitalList: ListDefinition<Hospital, HospitalFilter> = {
  name: "hospitals",
  title: { en: "Hospitals", ar: "المستشفيات" },
  permission: "hospital.read",
  filterType: "HospitalFilter",
  orderType: "HospitalOrder",
  page: (context, page, filter, order) =>
    findPage(
      context.reader("hospital.read"),
      Hospital,
      hospitalCondition(filter),
      order?.length ? order : [{ field: "code", direction: "ASC" }],
      page,
    ),
  columns: [
    { key: "code", header: { en: "Code", ar: "الرمز" }, value: ({ code }) => code },
    {
      key: "nameAr",
      shownIn: "name",
      header: { en: "Name in Arabic", ar: "الاسم بالعربية" },
      value: ({ nameAr }) => nameAr,
    },
    {
      key: "nameEn",
      shownIn: "name",
      header: { en: "Name in English", ar: "الاسم بالإنجليزية" },
      value: ({ nameEn }) => nameEn,
    },
    { key: "timeZone", header: { en: "Time zone", ar: "المنطقة الزمنية" }, value: ({ timeZone }) => timeZone },
    { key: "active", header: { en: "Active", ar: "نشط" }, value: ({ isActive }) => yesNo(isActive) },
  ],
};
