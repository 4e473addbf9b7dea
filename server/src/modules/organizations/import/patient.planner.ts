import { Language, Severity } from "../../core/index.ts";
import { normaliseMrn, addPatient, changePatient, changesOf, type PatientFields } from "../patient.service.ts";
import { Patient } from "../patient.entity.ts";
import { saudiProblems } from "../saudi.rules.ts";
import { readFlag, rowError, type ImportRow, type RowProblem } from "./csv.rules.ts";
import type { Planner, RowPlan } from "./import.plan.ts";

const columnOf: Readonly<Record<string, string>> = { nationalId: "national_id", mobile: "mobile" };
const languages: Readonly<Record<string, Language>> = {
  ar: Language.AR,
  arabic: Language.AR,
  عربي: Language.AR,
  العربية: Language.AR,
  en: Language.EN,
  english: Language.EN,
  إنجليزي: Language.EN,
  الإنجليزية: Language.EN,
};

function readLanguage(row: ImportRow, problems: RowProblem[]): Language | undefined {
  const said = row.cells["language"]?.toLowerCase();
  if (!said) return undefined;
  const language = languages[said];
  if (!language) problems.push(rowError(row.number, "language", "BAD_LANGUAGE", "Write ar or en.", "اكتب ar أو en."));
  return language;
}

function fieldsOf(row: ImportRow, problems: RowProblem[]): PatientFields & { mrn: string } {
  const given = {
    nameAr: row.cells["name_ar"],
    nameEn: row.cells["name_en"],
    nationalId: row.cells["national_id"],
    mobile: row.cells["mobile"],
    email: row.cells["email"],
  };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
    mrn: normaliseMrn(row.key),
    ...(row.cells["language"] ? { language: readLanguage(row, problems) } : {}),
    ...(row.cells["contact_consent"] ? { hasContactConsent: readFlag(row, "contact_consent", problems) } : {}),
  };
}

/** OR-13 for each row; the problems name rows and columns, never what stands there. */
function saudiRowProblems(row: ImportRow, fields: PatientFields): RowProblem[] {
  return saudiProblems(fields).map(({ code, message, field, severity }) => ({
    row: row.number,
    column: columnOf[field?.[0] ?? ""] ?? null,
    code,
    message,
    severity: severity ?? Severity.ERROR,
  }));
}

export const planPatients: Planner = async (tx, hospital, rows) => {
  const problems: RowProblem[] = [];
  const where = { hospital: hospital.id, mrn: { $in: rows.map(({ key }) => key) } };
  const known = new Map((await tx.em.find(Patient, where)).map((patient) => [patient.mrn, patient]));
  const plans = rows.map((row): RowPlan => {
    const fields = fieldsOf(row, problems);
    const patient = known.get(fields.mrn);
    if (!patient) {
      problems.push(...saudiRowProblems(row, fields));
      return { outcome: "CREATED", apply: (accepted) => void addPatient(tx, hospital, fields, accepted) };
    }
    if (patient.deletedAt || patient.mergedInto) {
      problems.push(
        rowError(
          row.number,
          "mrn",
          "NOT_CURRENT",
          "This MRN was removed or merged into another.",
          "رقم الملف هذا محذوف أو مدموج في ملف آخر.",
        ),
      );
    }
    const changes = changesOf(tx, patient, fields);
    problems.push(...saudiRowProblems(row, changes));
    if (Object.keys(changes).length === 0) return { outcome: "UNCHANGED", apply: () => undefined };
    return { outcome: "UPDATED", apply: (accepted) => void changePatient(tx, patient, changes, accepted) };
  });
  return { rows: plans, problems };
};
