import { inLanguage, Language, type Bilingual } from "../core/index.ts";

export interface DeadlineFacts {
  readonly startedAt: Date;
  readonly minutes: number;
  readonly ruleName: Bilingual;
  readonly ruleVersion: number;
  readonly reminderAt: Date | null;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly closeMissMinutes: number | null;
  readonly timeZone: string;
}

/** P4: why the deadline is what it is, step by step, in one language and the hospital's zone. */
export function explainDeadline(facts: DeadlineFacts, language: Language): string[] {
  const at = (time: Date) => writeTime(time, language, facts.timeZone);
  const span = (minutes: number) => writeSpan(minutes, language);
  const lines: Bilingual[] = [
    { en: `The clock started on ${at(facts.startedAt)}.`, ar: `بدأ احتساب الوقت في ${at(facts.startedAt)}.` },
    {
      en: `Rule “${facts.ruleName.en}” (version ${facts.ruleVersion}) gives ${span(facts.minutes)}.`,
      ar: `تمنح القاعدة «${facts.ruleName.ar}» (الإصدار ${facts.ruleVersion}) مدة ${span(facts.minutes)}.`,
    },
    { en: "The time counts around the clock, every day.", ar: "يُحتسب الوقت على مدار الساعة طوال أيام الأسبوع." },
    { en: "There were no pauses.", ar: "لم تكن هناك فترات توقف." },
    { en: `Due on ${at(facts.dueAt)}.`, ar: `تاريخ الاستحقاق: ${at(facts.dueAt)}.` },
  ];
  if (facts.reminderAt) {
    lines.push({
      en: `The owner is reminded on ${at(facts.reminderAt)}.`,
      ar: `يُرسل تذكير للمسؤول في ${at(facts.reminderAt)}.`,
    });
  }
  if (facts.closedAt && facts.closeMissMinutes != null) {
    const late = facts.closeMissMinutes > 0;
    lines.push({
      en: late
        ? `Closed on ${at(facts.closedAt)}, ${span(facts.closeMissMinutes)} late.`
        : `Closed in time on ${at(facts.closedAt)}.`,
      ar: late
        ? `أُغلق في ${at(facts.closedAt)} بتأخير ${span(facts.closeMissMinutes)}.`
        : `أُغلق في الوقت المحدد في ${at(facts.closedAt)}.`,
    });
  }
  return lines.map((line) => inLanguage(line, language));
}

const localeOf = (language: Language) =>
  language === Language.AR ? "ar-SA-u-ca-gregory-nu-latn" : "en-GB-u-ca-gregory-nu-latn";

function writeTime(time: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, dateStyle: "long", timeStyle: "short" }).format(time);
}

/** “2 days 3 hours”: Intl knows the six plural forms of Arabic. */
export function writeSpan(minutes: number, language: Language): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 1_440), "day"],
    [Math.floor((minutes % 1_440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const written = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "long" }).format(count),
    );
  if (written.length === 0)
    return new Intl.NumberFormat(localeOf(language), { style: "unit", unit: "minute", unitDisplay: "long" }).format(0);
  return new Intl.ListFormat(localeOf(language), { type: "unit", style: "long" }).format(written);
}
