import { departmentsOf, type HospitalPlan } from "../group/hospitals.ts";
import { physicians } from "../group/physicians.ts";
import type { Random } from "../random.ts";
import { dayMs, hourMs, hourOf, minuteMs, plus, startOfDay } from "./clock.ts";
import { rush, type DemoJourneyType } from "./rhythm.ts";

/** What the hospital's systems report of one encounter, in the order of time. */
export interface VisitEvent {
  readonly code: string;
  readonly at: Date;
  readonly department: string;
  readonly physician: string | null;
}

export interface Visit {
  readonly type: DemoJourneyType;
  readonly hospital: string;
  readonly events: readonly VisitEvent[];
}

interface Clinic {
  readonly weight: number;
  /** Shares of visits that go on to the laboratory, radiology, pharmacy. */
  readonly lab: number;
  readonly radiology: number;
  readonly pharmacy: number;
  /** Shares that need CT or MRI instead of X-ray or ultrasound. */
  readonly ctMri?: number;
}

const clinics: Readonly<Record<string, Clinic>> = {
  "OPD-IM": { weight: 20, lab: 0.7, radiology: 0.25, pharmacy: 0.82 },
  "OPD-CARD": { weight: 9, lab: 0.55, radiology: 0.3, pharmacy: 0.8, ctMri: 0.4 },
  "OPD-PED": { weight: 17, lab: 0.35, radiology: 0.12, pharmacy: 0.85 },
  "OPD-OBGYN": { weight: 14, lab: 0.6, radiology: 0.55, pharmacy: 0.6 },
  "OPD-ORTHO": { weight: 11, lab: 0.15, radiology: 0.65, pharmacy: 0.6, ctMri: 0.35 },
  "OPD-SURG": { weight: 6, lab: 0.45, radiology: 0.4, pharmacy: 0.5, ctMri: 0.3 },
  "OPD-ENT": { weight: 8, lab: 0.2, radiology: 0.15, pharmacy: 0.75 },
  "OPD-DERM": { weight: 8, lab: 0.15, radiology: 0, pharmacy: 0.8 },
  "OPD-OPHTH": { weight: 5, lab: 0.08, radiology: 0.05, pharmacy: 0.65 },
  "OPD-DENT": { weight: 7, lab: 0.02, radiology: 0.35, pharmacy: 0.4 },
};

const wards: readonly (readonly [ward: string, weight: number, clinics: readonly string[]])[] = [
  ["WARD-MED", 38, ["OPD-IM", "OPD-CARD"]],
  ["WARD-SURG", 30, ["OPD-SURG", "OPD-ORTHO", "OPD-ENT"]],
  ["WARD-PED", 14, ["OPD-PED"]],
  ["WARD-OB", 18, ["OPD-OBGYN"]],
];

const doctorOf = (random: Random, hospital: string, places: readonly string[]): string =>
  random.pick(physicians.filter((each) => each.hospital === hospital && places.includes(each.department))).license;

export function drawVisit(random: Random, type: DemoJourneyType, hospital: HospitalPlan, start: Date): Visit {
  const draw = { OPD: drawClinicVisit, INPATIENT: drawStay, EMS: drawEmergency }[type];
  return { type, hospital: hospital.code, events: draw(random, hospital, start) };
}

function drawClinicVisit(random: Random, hospital: HospitalPlan, start: Date): VisitEvent[] {
  const offered = departmentsOf(hospital).map(({ code }) => code);
  const [code, clinic] = random.weighted(
    Object.entries(clinics)
      .filter(([each]) => offered.includes(each))
      .map((each) => [each, each[1].weight] as const),
  );
  const events: VisitEvent[] = [{ code: "OPD_CHECKED_IN", at: start, department: code, physician: null }];
  let at = plus(start, (random.between(8, 25) + 14 * rush("OPD", hourOf(start))) * minuteMs);
  if (random.chance(0.04)) return [...events, { code: "VISIT_CANCELLED", at, department: code, physician: null }];
  at = plus(at, random.between(8, 22) * minuteMs);
  // The clinic system now and then forgets to say who saw the patient.
  const physician = random.chance(0.99) ? doctorOf(random, hospital.code, [code]) : null;
  events.push({ code: "OPD_VISIT_COMPLETED", at, department: code, physician });
  const next = (isDone: boolean, event: string, department: string, from: number, to: number) => {
    if (!isDone) return;
    at = plus(at, random.between(from, to) * minuteMs);
    events.push({ code: event, at, department, physician: null });
  };
  next(random.chance(clinic.lab), "LAB_ORDER_COMPLETED", "LAB", 18, 60);
  next(
    random.chance(clinic.radiology),
    "RADIOLOGY_REPORT_FINALIZED",
    random.chance(clinic.ctMri ?? 0.12) ? "RAD-CTMRI" : "RAD-XRAY",
    30,
    110,
  );
  next(random.chance(clinic.pharmacy), "PHARMACY_DISPENSED", "PHARM-OPD", 10, 45);
  next(true, "VISIT_CLOSED", code, 5, 25);
  // Some reports are read when the patient is long gone: the stage is completed late.
  return events
    .map((event) =>
      event.code === "RADIOLOGY_REPORT_FINALIZED" && random.chance(0.07)
        ? { ...event, at: plus(at, random.between(60, 300) * minuteMs) }
        : event,
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function drawStay(random: Random, hospital: HospitalPlan, start: Date): VisitEvent[] {
  const offered = departmentsOf(hospital).map(({ code }) => code);
  const [ward, , places] = random.weighted(
    wards.filter(([code]) => offered.includes(code)).map((each) => [each, each[1]] as const),
  );
  const physician = doctorOf(random, hospital.code, places);
  const admitted = { code: "ADMITTED", at: start, department: "ADMISSION", physician: null };
  const arrival = plus(start, random.logNormal(100, 0.5) * minuteMs);
  if (random.chance(0.02))
    return [admitted, { code: "VISIT_CANCELLED", at: arrival, department: "ADMISSION", physician: null }];
  const onDay = (day: number, from: number, to: number) =>
    plus(startOfDay(start), day * dayMs + random.between(from, to) * hourMs);
  const days = Math.min(9, Math.max(1, Math.round(random.logNormal(2.3, 0.5))));
  const events: VisitEvent[] = [
    admitted,
    { code: "WARD_ARRIVED", at: arrival, department: ward, physician: null },
    { code: "PHYSICIAN_ROUND_COMPLETED", at: onDay(1, 8, 10.5), department: ward, physician },
    {
      code: "NURSING_CARE_COMPLETED",
      at: onDay(days === 1 ? 1 : days - 1, days === 1 ? 10.6 : 17, days === 1 ? 11 : 20),
      department: ward,
      physician: null,
    },
    { code: "DISCHARGED", at: onDay(days, 11.1, 17), department: ward, physician: null },
  ];
  return events
    .filter(({ code }) => code !== "NURSING_CARE_COMPLETED" || random.chance(0.93))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function drawEmergency(random: Random, hospital: HospitalPlan, start: Date): VisitEvent[] {
  let at = start;
  const event = (code: string, department: string, minutes: number, physician: string | null = null): VisitEvent => {
    at = plus(at, minutes * minuteMs);
    return { code, at, department, physician };
  };
  return [
    event("EMS_DISPATCHED", "AMBULANCE", 0),
    event("EMS_ARRIVED", "AMBULANCE", random.logNormal(11, 0.35)),
    event("EMS_HANDOVER_COMPLETED", "AMBULANCE", random.between(18, 45)),
    event(
      "ER_TREATMENT_COMPLETED",
      "EMERGENCY",
      random.logNormal(75, 0.5) * (0.8 + 0.3 * rush("EMS", hourOf(start))),
      doctorOf(random, hospital.code, ["EMERGENCY"]),
    ),
    event("VISIT_CLOSED", "EMERGENCY", random.between(10, 50)),
  ];
}
