import type { Bilingual } from "../../core/index.ts";

export enum ImportKind {
  DEPARTMENTS = "DEPARTMENTS",
  PHYSICIANS = "PHYSICIANS",
  EMPLOYEES = "EMPLOYEES",
  PATIENTS = "PATIENTS",
}

export interface ImportColumn {
  /** In the header row; people may also write the label. */
  readonly name: string;
  readonly label: Bilingual;
  readonly isRequired?: boolean;
  /** In the template, so that one sees how it is written. */
  readonly example: string;
}

const column = (name: string, en: string, ar: string, example: string, isRequired = false): ImportColumn => ({
  name,
  label: { en, ar },
  example,
  isRequired,
});
const names = (ar: string, en: string) => [
  column("name_ar", "Name in Arabic", "الاسم بالعربية", ar, true),
  column("name_en", "Name in English", "الاسم بالإنجليزية", en, true),
];
const active = column("active", "Active", "نشط", "yes");
const department = column("department_code", "Department code", "رمز القسم", "OPD-CARD");

/** OR-15: the first column is the natural key: a row with a known key changes what is there. */
export const importColumns: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  DEPARTMENTS: [
    column("code", "Code", "الرمز", "OPD-CARD", true),
    ...names("عيادة القلب", "Cardiology Clinic"),
    column("parent_code", "Code of the department above", "رمز القسم الأعلى", "OPD"),
    column("manager_number", "Personnel number of the manager", "الرقم الوظيفي للمدير", "E-1001"),
    active,
  ],
  PHYSICIANS: [
    column("license_number", "Licence number", "رقم الترخيص", "SCFHS-10301", true),
    ...names("د. سارة العتيبي", "Dr. Sara Alotaibi"),
    department,
    column("specialty_ar", "Specialty in Arabic", "التخصص بالعربية", "أمراض القلب"),
    column("specialty_en", "Specialty in English", "التخصص بالإنجليزية", "Cardiology"),
    active,
  ],
  EMPLOYEES: [
    column("employee_number", "Personnel number", "الرقم الوظيفي", "E-1001", true),
    ...names("خالد الشهري", "Khalid Alshehri"),
    department,
    column("email", "E-mail", "البريد الإلكتروني", "k.alshehri@hospital.example"),
    column("job_title_ar", "Position in Arabic", "المسمى الوظيفي بالعربية", "مشرف الاستقبال"),
    column("job_title_en", "Position in English", "المسمى الوظيفي بالإنجليزية", "Reception supervisor"),
    active,
  ],
  PATIENTS: [
    column("mrn", "MRN", "رقم الملف الطبي", "MRN-000001", true),
    column("name_ar", "Name in Arabic", "الاسم بالعربية", "نورة القحطاني"),
    column("name_en", "Name in English", "الاسم بالإنجليزية", "Noura Alqahtani"),
    column("national_id", "National id or iqama", "الهوية الوطنية أو الإقامة", "1000000008"),
    column("mobile", "Mobile", "الجوال", "0501234567"),
    column("email", "E-mail", "البريد الإلكتروني", "noura@mail.example"),
    column("language", "Language (ar or en)", "اللغة (ar أو en)", "ar"),
    column("contact_consent", "May be contacted", "موافقة على التواصل", "yes"),
  ],
};

/** With a byte-order mark: spreadsheets read Arabic as UTF-8 only then. */
export function importTemplate(kind: ImportKind): string {
  const columns = importColumns[kind];
  const line = (cells: readonly string[]) => cells.join(",");
  return `\ufeff${line(columns.map(({ name }) => name))}\r\n${line(columns.map(({ example }) => example))}\r\n`;
}
