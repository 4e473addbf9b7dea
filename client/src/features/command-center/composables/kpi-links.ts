import type { RouteLocationRaw } from "vue-router";
import { actionsLink } from "#entities/action/action-filters.ts";
import { complaintsLink } from "#entities/complaint/complaint-filters.ts";
import { journeysLink } from "#entities/journey/journey-filters.ts";
import { surveysLink } from "#entities/survey/survey-filters.ts";
import type { KpiKey } from "#generated/graphql.ts";
import type { Range } from "#lib/url-state/codecs.ts";
import { type CommandFilterState, placesOf } from "./command-filter.ts";

interface Counted {
  key: KpiKey;
  from?: string | null;
  to?: string | null;
}

/** Every number is a link to the list that it counts, with the very moments that the server counted between. */
export function kpiLink(kpi: Counted, state: CommandFilterState): RouteLocationRaw {
  const places = placesOf(state) as Omit<CommandFilterState, "period">;
  // Actions and complaints have no journey type; the tiles count them by place only.
  const { journeyType: _journeyType, ...byPlace } = places;
  const span: Range | undefined = kpi.from || kpi.to ? { from: kpi.from ?? null, to: kpi.to ?? null } : undefined;
  switch (kpi.key) {
    case "ACTIVE_JOURNEYS":
      return journeysLink({ status: ["ACTIVE"], ...places });
    case "SURVEYS_SENT":
      return surveysLink({ sentAt: span, ...places });
    case "RESPONSE_RATE":
      return surveysLink({ sentAt: span, status: ["ANSWERED"], ...places });
    case "SATISFACTION":
      return surveysLink({ answeredAt: span, hasScore: true, ...places });
    case "NEGATIVE_SURVEYS_24H":
    case "NEGATIVE_SURVEYS_7D":
      return surveysLink({ answeredAt: span, isNegative: true, ...places });
    case "ACTIVE_COMPLAINTS":
      return complaintsLink({ isOpen: true, ...byPlace });
    case "OVERDUE_COMPLAINTS":
      return complaintsLink({ isOverdue: true, ...byPlace });
    case "OPEN_ACTIONS":
      return actionsLink({ isOpen: true, ...byPlace });
    case "OVERDUE_ACTIONS":
      return actionsLink({ isOverdue: true, ...byPlace });
  }
}
