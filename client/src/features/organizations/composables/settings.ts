export const CHANNELS = ["SMS", "WHATSAPP", "EMAIL"] as const;

/** Settings that are numbers, in the order of a survey's life. */
export const numberSettings = [
  { name: "negativeThreshold", min: 0, max: 100 },
  { name: "surveyValidDays", min: 1, max: 365 },
  { name: "sendingWindowHours", min: 1, max: 720 },
  { name: "reminderAfterHours", min: 1, max: 720 },
  { name: "maxReminders", min: 0, max: 10 },
  { name: "fatigueMaxInvitations", min: 1, max: 100 },
  { name: "fatigueDays", min: 1, max: 365 },
  { name: "staleFeedMinutes", min: 1, max: 1440 },
] as const;
