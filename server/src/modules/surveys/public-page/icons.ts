import type { Html } from "./html.ts";
import { html } from "./html.ts";

/**
 * Drawn for this form on a 24 or 48 grid; colours and sizes come from the style sheet. All are decoration: words stand
 * beside them.
 */
const icon = (name: string, size: number, content: Html): Html =>
  html`<svg class="icon ${name}" viewBox="0 0 ${size} ${size}" aria-hidden="true" focusable="false">${content}</svg>`;

export const star = icon(
  "star",
  48,
  html`<path d="M24 5.5l5.6 11.7 12.8 1.7-9.4 8.9 2.4 12.8L24 34.4l-11.4 6.2L15 27.8l-9.4-8.9 12.8-1.7z" />`,
);

const MOUTHS = [
  "M15 35c4-6.5 14-6.5 18 0",
  "M16 33.5c4-3.5 12-3.5 16 0",
  "M16 32h16",
  "M16 30.5c4 4 12 4 16 0",
  "M14.5 28.5c2 9.5 17 9.5 19 0z",
];

export function face(value: number): Html {
  const mouth = html`<path class="line" d="${MOUTHS[value - 1]}" />`;
  return icon(
    "face",
    48,
    html`<circle class="skin" cx="24" cy="24" r="20" /><circle class="eye" cx="17" cy="19.5" r="2.4" /><circle
        class="eye"
        cx="31"
        cy="19.5"
        r="2.4"
      />${mouth}`,
  );
}

export const arrow = icon("arrow", 24, html`<path class="line" d="M5 12h14M13 6l6 6-6 6" />`);
export const check = icon("check", 24, html`<path class="line" d="M5 12.5l4.5 4.5L19 7.5" />`);
export const cross = icon("cross", 24, html`<path class="line" d="M6.5 6.5l11 11M17.5 6.5l-11 11" />`);
export const alert = icon(
  "alert",
  24,
  html`<circle class="line" cx="12" cy="12" r="9" /><path class="line" d="M12 7.5v5.5M12 16.3v.2" />`,
);
export const globe = icon(
  "globe",
  24,
  html`<circle class="line" cx="12" cy="12" r="9" /><path
      class="line"
      d="M3 12h18M12 3c6 6 6 12 0 18M12 3c-6 6-6 12 0 18"
    />`,
);
export const clock = icon(
  "clock",
  24,
  html`<circle class="line" cx="12" cy="12" r="9" /><path class="line" d="M12 7v5l3.5 2" />`,
);
export const link = icon(
  "link",
  24,
  html`<path
    class="line"
    d="M10 8.5L12.5 6a4 4 0 015.6 5.6L15.6 14M14 15.5L11.5 18a4 4 0 01-5.6-5.6L8.4 10M4 4l16 16"
  />`,
);
/** The mark beside the hospital's name: a heart with a pulse, no product's logo. */
export const mark = icon(
  "mark",
  24,
  html`<path
    class="line"
    d="M12 20S3.5 15 3.5 9A4.5 4.5 0 0112 7a4.5 4.5 0 018.5 2c0 6-8.5 11-8.5 11zM6 12h3l1.5-3 2.5 5 1.5-2H18"
  />`,
);
