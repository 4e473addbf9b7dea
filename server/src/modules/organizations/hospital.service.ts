import { ref } from "@mikro-orm/core";
import { applyChanges, assertVersion, failure, findVisible, forbidden, type Tx } from "../core/index.ts";
import { HospitalSettings } from "./hospital-settings.entity.ts";
import { Hospital } from "./hospital.entity.ts";
import { assertFilled, assertTimeZone } from "./organization.rules.ts";

export interface HospitalFields {
  code: string;
  nameAr: string;
  nameEn: string;
  timeZone?: string;
  isActive?: boolean;
}

/** OR-1: a hospital comes with its settings, so that no rule ever meets a hospital without them. */
export async function createHospital(tx: Tx, fields: HospitalFields): Promise<Hospital> {
  // A hospital admin manages a hospital; adding one is the group's matter.
  if (!tx.scope.all) throw forbidden();
  checkHospital(fields);
  await assertCodeIsFree(tx, fields.code);
  const hospital = tx.em.create(Hospital, { ...fields, code: fields.code.trim() });
  tx.em.create(HospitalSettings, { hospital: ref(hospital) });
  tx.audit({
    action: "hospital.created",
    targetType: "Hospital",
    targetId: hospital.id,
    hospitalId: hospital.id,
    after: fields,
  });
  return hospital;
}

export async function updateHospital(
  tx: Tx,
  id: string,
  version: number,
  fields: Partial<HospitalFields>,
): Promise<Hospital> {
  const hospital = await findVisible(tx.em, Hospital, id);
  assertVersion(hospital, version);
  checkHospital({ ...hospital, ...fields });
  if (fields.code && fields.code !== hospital.code) await assertCodeIsFree(tx, fields.code);
  const changes = applyChanges(hospital, fields);
  tx.audit({ action: "hospital.updated", targetType: "Hospital", targetId: id, hospitalId: id, ...changes });
  return hospital;
}

export type HospitalSettingsFields = Partial<
  Pick<
    HospitalSettings,
    | "negativeThreshold"
    | "surveyValidDays"
    | "sendingWindowHours"
    | "reminderAfterHours"
    | "maxReminders"
    | "fatigueMaxInvitations"
    | "fatigueDays"
    | "quietFrom"
    | "quietTo"
    | "defaultChannel"
    | "staleFeedMinutes"
  >
>;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

export async function updateHospitalSettings(
  tx: Tx,
  hospitalId: string,
  version: number,
  fields: HospitalSettingsFields,
): Promise<HospitalSettings> {
  await findVisible(tx.em, Hospital, hospitalId);
  const settings = await tx.em.findOneOrFail(HospitalSettings, { hospital: hospitalId });
  assertVersion(settings, version);
  const next = { ...settings, ...fields };
  if (next.negativeThreshold < 0 || next.negativeThreshold > 100) {
    throw failure("OUT_OF_RANGE", "The threshold lies between 0 and 100.", "يجب أن تكون العتبة بين 0 و100.", [
      "negativeThreshold",
    ]);
  }
  for (const field of ["quietFrom", "quietTo"] as const) {
    const time = next[field];
    if (time != null && !clock.test(time)) {
      throw failure("BAD_TIME", "Write the time as HH:MM.", "اكتب الوقت بصيغة HH:MM.", [field]);
    }
  }
  if ((next.quietFrom == null) !== (next.quietTo == null)) {
    throw failure("INCOMPLETE", "Quiet hours need a start and an end.", "ساعات الهدوء تحتاج إلى بداية ونهاية.", [
      "quietTo",
    ]);
  }
  const whole = [
    "surveyValidDays",
    "sendingWindowHours",
    "fatigueMaxInvitations",
    "fatigueDays",
    "staleFeedMinutes",
  ] as const;
  for (const field of whole) {
    if (next[field] < 1) throw failure("OUT_OF_RANGE", "This must be at least 1.", "يجب ألا تقل القيمة عن 1.", [field]);
  }
  const changes = applyChanges(settings, fields);
  tx.audit({
    action: "hospitalSettings.updated",
    targetType: "Hospital",
    targetId: hospitalId,
    hospitalId,
    ...changes,
  });
  return settings;
}

function checkHospital(fields: HospitalFields): void {
  assertFilled(fields, ["code", "nameAr", "nameEn"]);
  if (fields.timeZone) assertTimeZone(fields.timeZone);
}

async function assertCodeIsFree(tx: Tx, code: string): Promise<void> {
  // Asked without the scope: a code that exists in a hospital one may not see is taken all the same.
  const taken = await tx.em.count(Hospital, { code: code.trim() }, { filters: false });
  if (taken > 0) throw failure("CODE_TAKEN", "This code is already used.", "هذا الرمز مستخدم بالفعل.", ["code"]);
}
