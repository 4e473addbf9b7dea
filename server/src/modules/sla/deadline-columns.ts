import type { Bilingual, RequestContext } from "../core/index.ts";
import { caseLoaders, outcomeOfCase } from "./case-loaders.ts";
import { isBreached } from "./clock.rules.ts";
import type { SlaOutcome } from "./outcome.rules.ts";
import type { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

/** What the console calls them too (locales/…/entities.json). */
const outcomeWords: Readonly<Record<SlaOutcome, Bilingual>> = {
  ON_TIME: { en: "On time", ar: "في الموعد" },
  MISSED: { en: "Missed", ar: "فات الموعد" },
};

const targetWords: Readonly<Record<SlaTarget, Bilingual>> = {
  ACKNOWLEDGE: { en: "Acknowledge", ar: "تأكيد الاستلام" },
  FIRST_RESPONSE: { en: "First answer", ar: "أول رد" },
  RESOLVE: { en: "Resolve", ar: "المعالجة" },
};

/** What the console's list marks in its due times: the targets that were missed, met or not. */
export const lateColumn = <Case extends { readonly id: string }>(kindOf: (one: Case) => SlaCaseKind) => ({
  key: "late",
  shownIn: "due",
  header: { en: "Late on", ar: "تأخر في" },
  value: async (one: Case, context: RequestContext) => {
    const clocks = await caseLoaders[kindOf(one)].clocks(context, one.id);
    const late = clocks.filter((clock) => isBreached(clock, context.kernel.clock()));
    const words = late.map(({ target }) => targetWords[target]);
    return words.length > 0
      ? { en: words.map(({ en }) => en).join(", "), ar: words.map(({ ar }) => ar).join("، ") }
      : null;
  },
});

/** SLA-21: the column of exported lists. */
export const outcomeColumn = <Case extends { readonly id: string }>(kindOf: (one: Case) => SlaCaseKind) => ({
  key: "slaOutcome",
  header: { en: "Deadline outcome", ar: "نتيجة الموعد" },
  value: async (one: Case, context: RequestContext) => {
    const outcome = await outcomeOfCase(context, kindOf(one), one.id);
    return outcome && outcomeWords[outcome];
  },
});
