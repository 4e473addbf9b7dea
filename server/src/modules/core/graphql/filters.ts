import { Field, Float, InputType, registerEnumType } from "type-graphql";
import { Language } from "../text/bilingual.ts";

registerEnumType(Language, {
  name: "Language",
  description: "Language of a person.",
  valuesConfig: { AR: { description: "Arabic." }, EN: { description: "English." } },
});

export enum Direction {
  ASC = "ASC",
  DESC = "DESC",
}
registerEnumType(Direction, {
  name: "Direction",
  description: "Direction of an order.",
  valuesConfig: { ASC: { description: "Smallest first." }, DESC: { description: "Largest first." } },
});

@InputType({ description: "A span of time: from inclusive, to exclusive." })
export class DateTimeRange {
  @Field(() => Date, { nullable: true, description: "From this moment on." })
  from?: Date;

  @Field(() => Date, { nullable: true, description: "Before this moment." })
  to?: Date;
}

/** Turns a range into a MikroORM condition; undefined when it bounds nothing. */
export function within(range: DateTimeRange | undefined | null): { $gte?: Date; $lt?: Date } | undefined {
  if (!range?.from && !range?.to) return undefined;
  return { ...(range.from ? { $gte: range.from } : {}), ...(range.to ? { $lt: range.to } : {}) };
}

@InputType({ description: "A span of numbers, both ends included." })
export class NumberRange {
  @Field(() => Float, { nullable: true, description: "At least." })
  min?: number | null;

  @Field(() => Float, { nullable: true, description: "At most." })
  max?: number | null;
}

/** Turns a span of numbers into a MikroORM condition; undefined when it bounds nothing. What has no number is never within. */
export function between(range: NumberRange | undefined | null): { $gte?: number; $lte?: number } | undefined {
  if (range?.min == null && range?.max == null) return undefined;
  return { ...(range.min == null ? {} : { $gte: range.min }), ...(range.max == null ? {} : { $lte: range.max }) };
}

/** Makes `<Name>Order` { field, direction } from an enum of sortable properties. */
export function orderOf<Fields extends Record<string, string>>(name: string, fields: Fields, what: string) {
  const valuesConfig = Object.fromEntries(
    Object.keys(fields).map((key) => [key, { description: `By ${inWords(key)}.` }]),
  );
  registerEnumType(fields, {
    name: `${name}OrderField`,
    description: `What ${what} can be sorted by.`,
    valuesConfig: valuesConfig as never,
  });
  @InputType(`${name}Order`, { description: `Sort order of ${what}.` })
  class OrderInput {
    @Field(() => fields, { description: "Sort by this." })
    field!: Fields[keyof Fields];

    @Field(() => Direction, { defaultValue: Direction.ASC, description: "In this direction." })
    direction!: Direction;
  }
  return OrderInput;
}

/** `LAST_LOGIN_AT`: last login at. */
const inWords = (name: string) => name.replaceAll("_", " ").toLowerCase();

const asText = (typed: string) => typed.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** A search word as a LIKE pattern: the caller's % and _ are text, not wildcards. */
export function containing(text: string): string {
  return `%${asText(text)}%`;
}

export const startingWith = (text: string): { $like: string } => ({ $like: `${asText(text)}%` });
