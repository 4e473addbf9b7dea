import {
  coerceInputValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  parseType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { failure } from "../errors/failure.ts";

function inputType(schema: GraphQLSchema, text: string): GraphQLInputType {
  const type = typeFromAST(schema, parseType(text) as never);
  if (!type || !isInputType(type)) throw new Error(`there is no input type ${text}`);
  return type;
}

/**
 * What was sent as JSON, judged and read like an argument of that type: enums become their values, times become dates.
 * GraphQL can't say that one argument's type depends on another's value, hence JSON.
 */
export function readInput<Value>(
  schema: GraphQLSchema,
  type: string,
  sent: unknown,
  field: "filter" | "orderBy" | "input",
): Value | null {
  const wrong: (string | number)[][] = [];
  const value: unknown = coerceInputValue(sent ?? null, inputType(schema, type), (path) => wrong.push([...path]));
  const [path] = wrong;
  if (path)
    throw failure("INVALID", "This part of the filter is not valid.", "هذا الجزء من التصفية غير صالح.", [
      field,
      ...path.map(String),
    ]);
  return value as Value | null;
}

const plainScalars = ["ID", "Boolean", "Int", "Float", "DateTimeISO", "DateTime"];

/**
 * What the audit trail may show of a filter: words of ours, ids, numbers and times. A free text may be a patient's
 * number or name; of it only that it was there.
 */
export function shownFilter(schema: GraphQLSchema, type: string, sent: unknown): unknown {
  return shown(inputType(schema, type), sent ?? null);
}

function shown(type: GraphQLInputType, sent: unknown): unknown {
  if (sent === null || sent === undefined) return null;
  const named = getNamedType(type);
  if (Array.isArray(sent)) {
    const item = "ofType" in type && isListType(type) ? type.ofType : named;
    return sent.map((one) => shown(item as GraphQLInputType, one));
  }
  if (isInputObjectType(named)) {
    const fields = named.getFields();
    const given = Object.entries(sent).flatMap(([key, value]) => {
      const field = fields[key];
      return field ? [[key, shown(field.type, value)]] : [];
    });
    return Object.fromEntries(given);
  }
  return isEnumType(named) || plainScalars.includes(named.name) ? sent : "…";
}
