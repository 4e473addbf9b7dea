interface Contact {
  readonly nameAr: string;
  readonly nameEn: string;
  readonly mobile: string | null;
  readonly language: "AR" | "EN";
}

/** As the intake contract writes it; the first event of an encounter names the patient. */
export function payload(
  journeyType: string,
  event: { readonly department: string; readonly physician: string | null },
  patient: Contact | null,
): Record<string, unknown> {
  return {
    department_code: event.department,
    ...(event.physician ? { physician_license: event.physician } : {}),
    ...(patient
      ? {
          journey_type: journeyType,
          patient: {
            name_ar: patient.nameAr,
            name_en: patient.nameEn,
            ...(patient.mobile ? { mobile: patient.mobile } : {}),
            language: patient.language.toLowerCase(),
          },
        }
      : {}),
  };
}
