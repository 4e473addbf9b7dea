import { EventRuleKind, type EventRuleRow } from "../integrations/index.ts";
import type { EventKinds, JourneyPlan } from "./journey.state.ts";
import type { JourneyType } from "./journey.status.ts";

/** An active template with the version that new journeys get. */
export interface ActivePlan {
  /** Null: the group's default. */
  readonly hospitalId: string | null;
  readonly plan: JourneyPlan;
}

/** What codes mean at this moment. */
export interface CodeBook {
  rule(sourceSystem: string, code: string): EventRuleRow | null;
  /** The template that counts in this hospital, by type: its own, else the group's (JO-3). */
  plans(hospitalId: string): ReadonlyMap<JourneyType, JourneyPlan>;
}

export function createCodeBook(rules: readonly EventRuleRow[], active: readonly ActivePlan[]): CodeBook {
  const byCode = new Map(rules.map((rule) => [`${rule.sourceSystem ?? "*"} ${rule.eventCode}`, rule]));
  const byHospital = new Map<string, ReadonlyMap<JourneyType, JourneyPlan>>();
  return {
    // JO-2: the rule for the event's own source system goes before the one for any.
    rule: (sourceSystem, code) => byCode.get(`${sourceSystem} ${code}`) ?? byCode.get(`* ${code}`) ?? null,
    plans(hospitalId) {
      const known = byHospital.get(hospitalId);
      if (known) return known;
      const group = active.filter((each) => each.hospitalId === null);
      const own = active.filter((each) => each.hospitalId === hospitalId);
      const plans = new Map([...group, ...own].map(({ plan }) => [plan.journeyType, plan]));
      byHospital.set(hospitalId, plans);
      return plans;
    },
  };
}

export interface CodedEvent {
  readonly sourceSystem: string;
  readonly code: string;
  /** `journey_type` of the payload, if it is one. */
  readonly journeyType: JourneyType | null;
}

/** JO-2: by the rule of the source, and by the codes that the templates in force here name. `type`: of the journey it meets, if any. */
export function kindsOf(book: CodeBook, hospitalId: string, event: CodedEvent, type: JourneyType | null): EventKinds {
  const rule = book.rule(event.sourceSystem, event.code);
  const plans = [...book.plans(hospitalId).values()];
  // A rule may act on one kind of journey only.
  const fits = rule?.journeyType == null || type === null || rule.journeyType === type;
  const acts = (kind: EventRuleKind) => rule?.kind === kind && fits;
  return {
    isOpen: rule?.kind === EventRuleKind.OPEN || plans.some((plan) => plan.openingCodes.includes(event.code)),
    // Closing codes of templates count for their own journeys (JO-17); here they only tell that the code is known.
    isClose:
      acts(EventRuleKind.CLOSE) || (type === null && plans.some((plan) => plan.closingCodes.includes(event.code))),
    isCancel: acts(EventRuleKind.CANCEL),
    isStage:
      acts(EventRuleKind.STAGE) || plans.some((plan) => plan.stages.some((stage) => stage.trigger === event.code)),
  };
}

export type OpeningPlan = { readonly plan: JourneyPlan } | { readonly problem: "NO_TEMPLATE" | "JOURNEY_TYPE_UNKNOWN" };

/** JO-3: the type by the rule, else by the template whose opening code it is, else as the event says; then the template in force. */
export function openingPlan(book: CodeBook, hospitalId: string, event: CodedEvent): OpeningPlan {
  const plans = book.plans(hospitalId);
  const rule = book.rule(event.sourceSystem, event.code);
  const ruled = rule?.kind === EventRuleKind.OPEN ? rule.journeyType : null;
  const named = [...plans.values()]
    .filter((plan) => plan.openingCodes.includes(event.code))
    .map((plan) => plan.journeyType);
  const possible = ruled ? [ruled as JourneyType] : named;
  const said =
    event.journeyType !== null && (possible.length === 0 || possible.includes(event.journeyType))
      ? event.journeyType
      : null;
  const type = possible.length === 1 ? possible[0] : said;
  if (!type) return { problem: "JOURNEY_TYPE_UNKNOWN" };
  const plan = plans.get(type);
  return plan ? { plan } : { problem: "NO_TEMPLATE" };
}
