import type { DemoJourneyType } from "../day/rhythm.ts";

interface StagePlan {
  readonly code: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly triggerEventCode: string;
  readonly survey: string | null;
  readonly isAutoSendSurvey: boolean;
  readonly isPhysicianRequired: boolean;
}

export interface JourneyTemplatePlan {
  readonly code: string;
  readonly journeyType: DemoJourneyType;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly stages: readonly StagePlan[];
}

const stage = (
  code: string,
  nameAr: string,
  nameEn: string,
  triggerEventCode: string,
  survey: string | null,
  { isAutoSendSurvey = survey !== null, isPhysicianRequired = false } = {},
): StagePlan => ({ code, nameAr, nameEn, triggerEventCode, survey, isAutoSendSurvey, isPhysicianRequired });

/** F4.5; the group's defaults. Opening and closing codes are those of the event rules. */
export const journeyTemplates: readonly JourneyTemplatePlan[] = [
  {
    code: "OPD",
    journeyType: "OPD",
    nameAr: "زيارة العيادات الخارجية",
    nameEn: "Outpatient visit",
    stages: [
      stage("OPD_MD_CONSULT", "استشارة الطبيب", "Doctor's consultation", "OPD_VISIT_COMPLETED", "OPD-CONSULT", {
        isPhysicianRequired: true,
      }),
      stage("LAB", "المختبر", "Laboratory", "LAB_ORDER_COMPLETED", "LAB"),
      stage("RADIOLOGY", "الأشعة", "Radiology", "RADIOLOGY_REPORT_FINALIZED", "RADIOLOGY"),
      stage("PHARMACY", "الصيدلية", "Pharmacy", "PHARMACY_DISPENSED", "PHARMACY"),
    ],
  },
  {
    code: "INPATIENT",
    journeyType: "INPATIENT",
    nameAr: "رحلة التنويم",
    nameEn: "Inpatient stay",
    stages: [
      stage("IP_ADMISSION", "الدخول والوصول إلى الجناح", "Admission to the ward", "WARD_ARRIVED", "IP-ADMISSION"),
      stage("IP_DOCTOR", "متابعة الطبيب", "Doctor's round", "PHYSICIAN_ROUND_COMPLETED", "IP-DOCTOR", {
        isPhysicianRequired: true,
      }),
      stage("IP_NURSING", "رعاية التمريض", "Nursing care", "NURSING_CARE_COMPLETED", "IP-NURSING"),
      // DISCHARGED completes this stage and closes the journey.
      stage("IP_DISCHARGE", "الخروج", "Discharge", "DISCHARGED", "IP-DISCHARGE"),
    ],
  },
  {
    code: "EMS",
    journeyType: "EMS",
    nameAr: "الإسعاف والطوارئ",
    nameEn: "Ambulance and emergency",
    stages: [
      stage("EMS_RESPONSE", "وصول الإسعاف", "Ambulance arrival", "EMS_ARRIVED", null),
      // Nobody is asked about the ambulance while still in the emergency room: the PX team sends it when it is decent.
      stage("EMS_TRANSPORT", "النقل والتسليم", "Transport and handover", "EMS_HANDOVER_COMPLETED", "EMS-TRANSPORT", {
        isAutoSendSurvey: false,
      }),
      stage("ER_CARE", "رعاية الطوارئ", "Emergency care", "ER_TREATMENT_COMPLETED", "ER-CARE", {
        isPhysicianRequired: true,
      }),
    ],
  },
];
