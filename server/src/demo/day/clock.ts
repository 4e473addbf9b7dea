export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Riyadh is three hours ahead of UTC all year. */
const aheadMs = 3 * hourMs;

export const startOfDay = (at: Date): Date => new Date(Math.floor((at.getTime() + aheadMs) / dayMs) * dayMs - aheadMs);

/** Hour of the day in Riyadh, with its fraction. */
export const hourOf = (at: Date): number => (at.getTime() - startOfDay(at).getTime()) / hourMs;

/** 0 Sunday … 6 Saturday, in Riyadh. */
export const weekdayOf = (at: Date): number => new Date(at.getTime() + aheadMs).getUTCDay();

export const plus = (at: Date, ms: number): Date => new Date(at.getTime() + Math.round(ms));
