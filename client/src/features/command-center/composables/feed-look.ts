import {
  mdiAlertOctagonOutline,
  mdiArrowUpBoldCircleOutline,
  mdiBullseyeArrow,
  mdiCheckCircleOutline,
  mdiClipboardCheckOutline,
  mdiEmoticonSadOutline,
  mdiFlagCheckered,
  mdiSendOutline,
} from "@mdi/js";
import type { RouteLocationRaw } from "vue-router";
import type { LiveFeedFieldsFragment, LiveFeedKind } from "#generated/graphql.ts";
import type { Tone } from "#ui/theme/palette.ts";

export const FEED_LOOKS: Record<LiveFeedKind, { icon: string; tone: Tone }> = {
  STAGE_COMPLETED: { icon: mdiFlagCheckered, tone: "waiting" },
  SURVEY_SENT: { icon: mdiSendOutline, tone: "waiting" },
  SURVEY_ANSWERED: { icon: mdiClipboardCheckOutline, tone: "done" },
  NEGATIVE_SURVEY: { icon: mdiEmoticonSadOutline, tone: "overdue" },
  ACTION_CREATED: { icon: mdiBullseyeArrow, tone: "new" },
  ACTION_ESCALATED: { icon: mdiArrowUpBoldCircleOutline, tone: "escalated" },
  ACTION_CLOSED: { icon: mdiCheckCircleOutline, tone: "done" },
  EVENT_DEAD: { icon: mdiAlertOctagonOutline, tone: "overdue" },
};

type Sources = Pick<LiveFeedFieldsFragment, "kind" | "pxActionId" | "surveyInstanceId" | "journeyId">;

/** The nearest object behind an item. */
export function feedLink(item: Sources): RouteLocationRaw | null {
  if (item.pxActionId) return { name: "actions-detail", params: { id: item.pxActionId } };
  if (item.kind !== "STAGE_COMPLETED" && item.surveyInstanceId)
    return { name: "surveys-detail", params: { id: item.surveyInstanceId } };
  if (item.journeyId) return { name: "journeys-detail", params: { id: item.journeyId } };
  return item.kind === "EVENT_DEAD" ? { name: "inbound-events", query: { status: "DEAD" } } : null;
}
