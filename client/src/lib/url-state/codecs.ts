/** How one filter is written in the address. `parse` gives undefined for what it can't accept. */
export interface Codec<T> {
  parse(raw: string): T | undefined;
  format(value: T): string;
}
export interface Sort<Field extends string> {
  field: Field;
  direction: "ASC" | "DESC";
}
/** Ends are local dates (the last day included) or instants (the end excluded); an open end is null. */
export interface Range {
  from: string | null;
  to: string | null;
}

/** Both ends included; an open end is null. */
export interface NumberRange {
  min: number | null;
  max: number | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const MAX_TEXT = 200;
const MAX_ITEMS = 100;

export function isLocalDate(value: string): boolean {
  // The round trip refuses 2026-02-31, which Date would turn into March.
  if (!LOCAL_DATE.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const isMoment = (value: string) => isLocalDate(value) || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)));

export function text(): Codec<string> {
  return {
    parse: (raw) => (raw.trim() === "" || raw.length > MAX_TEXT ? undefined : raw.trim()),
    format: (value) => value,
  };
}

function list<T extends string>(accepts: (item: string) => item is T): Codec<readonly T[]> {
  return {
    parse: (raw) => {
      const items = [...new Set(raw.split(",").filter(Boolean))];
      return items.length > 0 && items.length <= MAX_ITEMS && items.every(accepts) ? (items as T[]) : undefined;
    },
    format: (value) => value.join(","),
  };
}

export function choices<const T extends string>(allowed: readonly T[]): Codec<readonly T[]> {
  return list((item): item is T => (allowed as readonly string[]).includes(item));
}

export function choice<const T extends string>(allowed: readonly T[]): Codec<T> {
  return { parse: (raw) => allowed.find((each) => each === raw), format: (value) => value };
}

/** Codes come from configuration, so only their shape can be checked here. */
export function codes(): Codec<readonly string[]> {
  return list((item): item is string => /^[\p{L}\p{N}_.:^-]{1,64}$/u.test(item));
}

export function ids(): Codec<readonly string[]> {
  return list((item): item is string => UUID.test(item));
}

export function flag(): Codec<boolean> {
  return {
    parse: (raw) => (raw === "1" ? true : raw === "0" ? false : undefined),
    format: (value) => (value ? "1" : "0"),
  };
}

export function localDate(): Codec<string> {
  return { parse: (raw) => (isLocalDate(raw) ? raw : undefined), format: (value) => value };
}

export function range(): Codec<Range> {
  return {
    parse: (raw) => {
      const [from = "", to = "", rest] = raw.split("..");
      if (rest !== undefined || !raw.includes("..") || (!from && !to)) return undefined;
      if ((from && !isMoment(from)) || (to && !isMoment(to))) return undefined;
      if (from && to && Date.parse(from) > Date.parse(to)) return undefined;
      return { from: from || null, to: to || null };
    },
    format: (value) => `${value.from ?? ""}..${value.to ?? ""}`,
  };
}

export function numberRange(): Codec<NumberRange> {
  const end = (raw: string) => (raw === "" ? null : /^-?\d{1,12}(\.\d{1,6})?$/.test(raw) ? Number(raw) : undefined);
  return {
    parse: (raw) => {
      const [low = "", high = "", rest] = raw.split("..");
      const [min, max] = [end(low), end(high)];
      if (rest !== undefined || !raw.includes("..") || min === undefined || max === undefined) return undefined;
      if ((min === null && max === null) || (min !== null && max !== null && min > max)) return undefined;
      return { min, max };
    },
    format: ({ min, max }) => `${min ?? ""}..${max ?? ""}`,
  };
}

/** `dueAt` style is left to the API's own words: `sort=-DUE_AT` is descending. */
export function sort<const Field extends string>(fields: readonly Field[]): Codec<Sort<Field>> {
  return {
    parse: (raw) => {
      const field = fields.find((each) => each === raw.replace(/^-/, ""));
      return field && { field, direction: raw.startsWith("-") ? "DESC" : "ASC" };
    },
    format: (value) => (value.direction === "DESC" ? `-${value.field}` : value.field),
  };
}
