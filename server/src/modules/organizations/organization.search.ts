import { everyWord, type SearchProvider } from "../core/index.ts";
import { Department } from "./department.entity.ts";
import { Physician } from "./physician.entity.ts";

export const physicianSearch: SearchProvider = {
  kind: "Physician",
  permission: "physician.read",
  async run(context, { words }, limit) {
    const rows = await context
      .reader("physician.read")
      .find(Physician, everyWord(["license_number", "name_en", "name_ar"], words), {
        orderBy: { nameEn: "asc", id: "asc" },
        limit,
      });
    return rows.map(({ id, nameEn, nameAr, licenseNumber }) => ({
      id,
      title: { en: nameEn, ar: nameAr },
      subtitle: licenseNumber,
    }));
  },
};

export const departmentSearch: SearchProvider = {
  kind: "Department",
  permission: "department.read",
  async run(context, { words }, limit) {
    const rows = await context
      .reader("department.read")
      .find(Department, everyWord(["code", "name_en", "name_ar"], words), {
        orderBy: { nameEn: "asc", id: "asc" },
        limit,
        populate: ["hospital"],
      });
    return rows.map(({ id, nameEn, nameAr, code, hospital }) => ({
      id,
      title: { en: nameEn, ar: nameAr },
      subtitle: { en: `${code} · ${hospital.getEntity().nameEn}`, ar: `${code} · ${hospital.getEntity().nameAr}` },
    }));
  },
};
