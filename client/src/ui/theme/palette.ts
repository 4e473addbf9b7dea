/**
 * Semantic colours. Each `status-…` and `sentiment-…` is a text colour: it is read on the surface, on the background and on
 * its own 12 % tint with at least 4.5:1 (palette.test.ts). Colour never stands alone: icon and word go with it.
 */
export const light = {
  background: "#f4f7f7",
  surface: "#ffffff",
  "surface-light": "#eaf0f0",
  "surface-variant": "#33474b",
  "on-surface-variant": "#ffffff",
  "on-background": "#16262a",
  "on-surface": "#16262a",
  muted: "#516168",
  primary: "#0b5f66",
  "on-primary": "#ffffff",
  secondary: "#3c5a5e",
  error: "#b3261e",
  "on-error": "#ffffff",
  info: "#2458b3",
  success: "#1c6639",
  warning: "#825000",
  "status-new": "#2458b3",
  "status-progress": "#5044ae",
  "status-waiting": "#516168",
  "status-pending-approval": "#84348a",
  "status-done": "#1c6639",
  "status-overdue": "#b3261e",
  "status-due-soon": "#825000",
  "status-escalated": "#a1185a",
  "sentiment-negative": "#b3261e",
  "sentiment-neutral": "#516168",
  "sentiment-positive": "#1c6639",
};

export const dark: typeof light = {
  background: "#0d1416",
  surface: "#152023",
  "surface-light": "#1d2b2f",
  "surface-variant": "#c9d8da",
  "on-surface-variant": "#12211f",
  "on-background": "#e3edee",
  "on-surface": "#e3edee",
  muted: "#a3b4b9",
  primary: "#63c6c9",
  "on-primary": "#00282b",
  secondary: "#a8c5c8",
  error: "#ff9e94",
  "on-error": "#3d0400",
  info: "#9cc1ff",
  success: "#7fd49b",
  warning: "#f5be6b",
  "status-new": "#9cc1ff",
  "status-progress": "#bfb7ff",
  "status-waiting": "#b3bfc6",
  "status-pending-approval": "#e6aeee",
  "status-done": "#7fd49b",
  "status-overdue": "#ff9e94",
  "status-due-soon": "#f5be6b",
  "status-escalated": "#ff9cc5",
  "sentiment-negative": "#ff9e94",
  "sentiment-neutral": "#b3bfc6",
  "sentiment-positive": "#7fd49b",
};

export type Tone = "new" | "progress" | "waiting" | "pending-approval" | "done" | "overdue" | "due-soon" | "escalated";

/** Okabe–Ito order, darkened for the surfaces: told apart with every kind of colour blindness. */
export const chartColors = {
  light: { brand: "#0b5f66", bars: "#b7c9cc", negative: "#b3261e" },
  dark: { brand: "#63c6c9", bars: "#3a5055", negative: "#ff9e94" },
};
