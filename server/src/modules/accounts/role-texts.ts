import type { Bilingual } from "../core/index.ts";
import { Role } from "./role-matrix.ts";

/** What people call each role, and what it is for. */
export const roleTexts: Readonly<Record<Role, { readonly name: Bilingual; readonly description: Bilingual }>> = {
  [Role.PX_ADMIN]: {
    name: { en: "PX admin", ar: "مدير تجربة المريض" },
    description: { en: "Runs the platform for the whole group.", ar: "يدير المنصة للمجموعة كاملة." },
  },
  [Role.PX_COORDINATOR]: {
    name: { en: "PX coordinator", ar: "منسق تجربة المريض" },
    description: { en: "Reviews and approves actions.", ar: "يراجع الإجراءات ويعتمدها." },
  },
  [Role.HOSPITAL_ADMIN]: {
    name: { en: "Hospital admin", ar: "مدير المستشفى" },
    description: { en: "Runs one hospital and its users.", ar: "يدير مستشفى واحدًا ومستخدميه." },
  },
  [Role.DEPARTMENT_MANAGER]: {
    name: { en: "Department manager", ar: "رئيس القسم" },
    description: { en: "Runs a department and all below it.", ar: "يدير قسمًا وجميع الأقسام التابعة له." },
  },
  [Role.PHYSICIAN]: {
    name: { en: "Physician", ar: "طبيب" },
    description: { en: "Sees their own results.", ar: "يرى نتائجه." },
  },
  [Role.STAFF]: {
    name: { en: "Staff", ar: "موظف" },
    description: { en: "Works on actions of their department.", ar: "يعمل على إجراءات قسمه." },
  },
  [Role.CALL_CENTER_AGENT]: {
    name: { en: "Call-centre agent", ar: "موظف مركز الاتصال" },
    description: {
      en: "Talks to patients and works on what is theirs.",
      ar: "يتواصل مع المرضى ويعمل على ما أُسند إليه.",
    },
  },
  [Role.EXECUTIVE]: {
    name: { en: "Executive", ar: "الإدارة التنفيذية" },
    description: { en: "Reads, for the group or a hospital.", ar: "يطّلع على مستوى المجموعة أو المستشفى." },
  },
  [Role.ANALYST]: {
    name: { en: "Analyst", ar: "محلل بيانات" },
    description: { en: "Reads, without patient identity.", ar: "يطّلع دون هوية المرضى." },
  },
  [Role.SERVICE_ACCOUNT]: {
    name: { en: "Service account", ar: "حساب نظام" },
    description: { en: "A system that posts events.", ar: "نظام يرسل الأحداث." },
  },
};
