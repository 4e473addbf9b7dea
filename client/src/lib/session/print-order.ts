import type { Preferences } from "../preferences/preferences.ts";

export interface PrintOrder {
  accessToken: string;
  preferences: Partial<Preferences>;
}

/** Set by the server's own browser before this page's first line, when the page is drawn for a PDF. */
export const printOrder = (globalThis as { px360Print?: PrintOrder }).px360Print ?? null;
