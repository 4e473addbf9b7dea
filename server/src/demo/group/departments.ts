/** The department tree; each hospital has it, less what it does not offer. */
export interface DepartmentPlan {
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

const tree = (
  parent: string | null,
  rows: readonly (readonly [code: string, ar: string, en: string])[],
): DepartmentPlan[] => rows.map(([code, nameAr, nameEn]) => ({ code, nameAr, nameEn, parent }));

export const departments: readonly DepartmentPlan[] = [
  ...tree(null, [
    ["OPD", "العيادات الخارجية", "Outpatient Clinics"],
    ["EMERGENCY", "الطوارئ", "Emergency"],
    ["INPATIENT", "التنويم", "Inpatient Wards"],
    ["NURSING", "التمريض", "Nursing"],
    ["LAB", "المختبر", "Laboratory"],
    ["RADIOLOGY", "الأشعة", "Radiology"],
    ["PHARMACY", "الصيدلية", "Pharmacy"],
    ["PATIENT-SERVICES", "خدمات المرضى", "Patient Services"],
  ]),
  ...tree("OPD", [
    ["OPD-IM", "عيادة الباطنة", "Internal Medicine Clinic"],
    ["OPD-CARD", "عيادة القلب", "Cardiology Clinic"],
    ["OPD-PED", "عيادة الأطفال", "Pediatrics Clinic"],
    ["OPD-OBGYN", "عيادة النساء والولادة", "Obstetrics & Gynecology Clinic"],
    ["OPD-ORTHO", "عيادة العظام", "Orthopedics Clinic"],
    ["OPD-DERM", "عيادة الجلدية", "Dermatology Clinic"],
    ["OPD-ENT", "عيادة الأنف والأذن والحنجرة", "ENT Clinic"],
    ["OPD-OPHTH", "عيادة العيون", "Ophthalmology Clinic"],
    ["OPD-DENT", "عيادة الأسنان", "Dental Clinic"],
    ["OPD-SURG", "عيادة الجراحة العامة", "General Surgery Clinic"],
  ]),
  ...tree("EMERGENCY", [
    ["ER-TRIAGE", "فرز الطوارئ", "Emergency Triage"],
    ["AMBULANCE", "الإسعاف", "Ambulance Services"],
  ]),
  ...tree("INPATIENT", [
    ["WARD-MED", "جناح الباطنة", "Medical Ward"],
    ["WARD-SURG", "جناح الجراحة", "Surgical Ward"],
    ["WARD-PED", "جناح الأطفال", "Pediatric Ward"],
    ["WARD-OB", "جناح الولادة", "Maternity Ward"],
    ["ICU", "العناية المركزة", "Intensive Care Unit"],
  ]),
  ...tree("LAB", [
    ["LAB-COLLECT", "سحب العينات", "Sample Collection"],
    ["LAB-CORE", "المختبر المركزي", "Core Laboratory"],
  ]),
  ...tree("LAB-CORE", [
    ["LAB-HEMA", "أمراض الدم", "Hematology"],
    ["LAB-CHEM", "الكيمياء السريرية", "Clinical Chemistry"],
    ["LAB-MICRO", "الأحياء الدقيقة", "Microbiology"],
  ]),
  ...tree("OPD-CARD", [
    ["CARD-ECHO", "تخطيط صدى القلب", "Echocardiography"],
    ["CARD-REHAB", "تأهيل القلب", "Cardiac Rehabilitation"],
  ]),
  ...tree("ICU", [
    ["ICU-ADULT", "العناية المركزة للكبار", "Adult Intensive Care"],
    ["NICU", "العناية المركزة لحديثي الولادة", "Neonatal Intensive Care"],
  ]),
  ...tree("RADIOLOGY", [
    ["RAD-XRAY", "الأشعة السينية والموجات الصوتية", "X-ray & Ultrasound"],
    ["RAD-CTMRI", "الأشعة المقطعية والرنين المغناطيسي", "CT & MRI"],
  ]),
  ...tree("PHARMACY", [
    ["PHARM-OPD", "صيدلية العيادات", "Outpatient Pharmacy"],
    ["PHARM-IP", "صيدلية التنويم", "Inpatient Pharmacy"],
  ]),
  ...tree("PATIENT-SERVICES", [
    ["ADMISSION", "مكتب الدخول والخروج", "Admission & Discharge Office"],
    ["RECEPTION", "الاستقبال والمواعيد", "Reception & Appointments"],
    ["HOUSEKEEPING", "النظافة والضيافة", "Housekeeping & Hospitality"],
    ["CALL-CENTER", "مركز الاتصال", "Call Center"],
  ]),
];

/** Departments with a manager of their own; the others are looked after by the manager above. */
export const managedDepartments: readonly string[] = [
  ...departments.filter(({ parent }) => parent === null).map(({ code }) => code),
  "OPD-DENT",
  "WARD-OB",
  "CALL-CENTER",
];
