import type { TickContract } from "../core/index.ts";

/** SV-19: records the end of links whose days are over. */
export const surveyExpiryTick: TickContract = { kind: "tick", name: "survey-expiry", everySeconds: 60 };

/** SV-20: reminds of surveys that nobody answered. */
export const surveyReminderTick: TickContract = { kind: "tick", name: "survey-reminders", everySeconds: 60 };
