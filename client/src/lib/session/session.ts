import { computed, reactive, shallowRef } from "vue";
import type { ViewerQuery } from "#generated/graphql.ts";
import { DEFAULT_ZONE } from "../i18n/zones.ts";

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

/**
 * `expired` differs from `anonymous`: the person stays on the page, with what they typed, and signs in again in place.
 */
export type SessionStatus = "unknown" | "anonymous" | "active" | "expired";

/** `endsAt`: when the log-in ends by itself, in the server's time. */
export const session = reactive<{ status: SessionStatus; endsAt: number | null }>({ status: "unknown", endsAt: null });

export function noteEnd(refreshExpiresAt: string | null | undefined): void {
  session.endsAt = refreshExpiresAt ? Date.parse(refreshExpiresAt) : null;
}
export const viewer = shallowRef<Viewer | null>(null);

/** The zone in which lists show times when no single hospital is meant. */
export const viewerZone = computed(() => viewer.value?.hospitals[0]?.timeZone ?? DEFAULT_ZONE);
