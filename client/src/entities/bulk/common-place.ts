export interface PlacedRow {
  readonly hospital?: { readonly id: string } | null;
  readonly department?: { readonly id: string } | null;
}

const common = (ids: readonly (string | undefined)[]) => (new Set(ids).size === 1 ? (ids[0] ?? null) : null);

/** Only where all that is chosen agrees; the server refuses each row whose place the person does not work at. */
export const commonPlace = (rows: readonly PlacedRow[]) => ({
  hospitalId: common(rows.map((row) => row.hospital?.id)),
  departmentId: common(rows.map((row) => row.department?.id)),
});
