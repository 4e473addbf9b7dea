import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

export type Kind = "query" | "mutation" | "subscription";

export interface Operation {
  /** As in the table: `Query.hospitals`. */
  readonly name: string;
  readonly kind: Kind;
  readonly field: GraphQLField<unknown, unknown>;
}

export interface Call {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values for scalars, by the name of the argument or input field and its type. */
export type Values = (name: string, type: string) => unknown;

/** Plausible and harmless: they name nothing that exists. */
export const placeholders: Values = (_name, type) => {
  const scalars: Record<string, unknown> = {
    ID: "01890a5d-ac96-774b-bcce-b302099a8057",
    String: "placeholder",
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTimeISO: "2026-01-01T00:00:00.000Z",
    JSON: {},
  };
  if (!(type in scalars)) throw new Error(`no placeholder for the scalar ${type}`);
  return scalars[type];
};

export function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    type
      ? Object.values(type.getFields()).map((field) => ({
          name: `${type.name}.${field.name}`,
          kind,
          field: field as never,
        }))
      : [],
  );
}

interface Wish {
  readonly values?: Values;
  /** Also what may be left out: everything, or these names. */
  readonly including?: "everything" | readonly string[];
  /** How many objects deep the answer is asked for. */
  readonly depth?: number;
  /** Given as they are. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A call of an operation with generated arguments: what is required, or everything there is. */
export function callOf({ kind, field }: Operation, wish: Wish = {}): Call {
  const { values = placeholders, including = [], depth = 2, variables: given = {} } = wish;
  const isIn: Chosen = ({ name, type }) =>
    isNonNullType(type) || including === "everything" || including.includes(name);
  const args = field.args.filter((arg) => isIn(arg) || arg.name in given);
  const variables = Object.fromEntries(
    args.map((arg) => [arg.name, given[arg.name] ?? valueOf(arg.name, arg.type, values, isIn)]),
  );
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const documentOf = (levels: number) =>
    `${kind}${declared ? ` (${declared})` : ""} { ${field.name}${passed ? `(${passed})` : ""}${selectionOf(getNamedType(field.type), levels)} }`;
  return { query: fitting(documentOf, depth), variables };
}

/** The server takes 3,000 tokens a document. */
const maxWords = 2_800;

/** As deep as asked for, or as the server's limit lets a wide type go. */
function fitting(documentOf: (levels: number) => string, depth: number): string {
  const document = documentOf(depth);
  return depth > 0 && document.split(/\s+/).length > maxWords ? fitting(documentOf, depth - 1) : document;
}

/**
 * All fields without arguments, objects down to the depth. A page shows its rows. A type below itself has nothing new to
 * show, and would make the document longer than the server reads.
 */
function selectionOf(type: GraphQLNamedType, depth: number, above: readonly string[] = []): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  if (above.includes(type.name)) return " { __typename }";
  const isPage = type.name.endsWith("Connection");
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type)) || (isPage && field.name === "edges")) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner)) return [field.name];
    return depth > 0 ? [field.name + selectionOf(inner, isPage ? depth : depth - 1, [...above, type.name])] : [];
  });
  return ` { __typename ${fields.join(" ")} }`;
}

type Chosen = (field: { readonly name: string; readonly type: GraphQLInputType }) => boolean;

function valueOf(name: string, type: GraphQLInputType, values: Values, isIn: Chosen): unknown {
  if (isNonNullType(type)) return valueOf(name, type.ofType, values, isIn);
  if (isListType(type)) return [valueOf(name, type.ofType, values, isIn)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return values(name, type.name);
  const fields = Object.values(type.getFields()).filter(isIn);
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.name, field.type, values, isIn)]));
}
