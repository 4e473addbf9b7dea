import type { WallClock } from "./sheet.rules.ts";

/** What a writer of a sheet gets: values in the reader's language, times as the hospital's clocks show them. */
export type SheetCell = string | number | WallClock | null;

export interface Sheet {
  readonly title: string;
  readonly headers: readonly string[];
  readonly isRightToLeft: boolean;
  /** Page after page, as they are read: a sheet is never whole in memory. */
  readonly pages: AsyncIterable<readonly (readonly SheetCell[])[]>;
}
