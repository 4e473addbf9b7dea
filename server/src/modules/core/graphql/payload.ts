import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import type { Tx } from "../context/tx.ts";
import { Failure, Severity } from "../errors/failure.ts";
import type { Permission } from "../policy/permissions.ts";
import { inLanguage, type Language } from "../text/bilingual.ts";

registerEnumType(Severity, {
  name: "Severity",
  description: "How much something in the input stands against saving it.",
  valuesConfig: {
    ERROR: { description: "It has to be mended." },
    WARNING: { description: "Send its code in `acceptWarnings` to save it all the same." },
  },
});

@ObjectType({ description: "Something in the input that the caller can mend." })
export class UserError {
  @Field(() => String, { description: "Stable, for programs." })
  code!: string;

  @Field(() => String, { description: "What to do, in the caller's language." })
  message!: string;

  @Field(() => [String], { nullable: true, description: "Path of the field in the input." })
  field?: string[] | null;

  @Field(() => Severity, { description: "An error has to be mended; a warning may be accepted by its code." })
  severity!: Severity;
}

@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: "Empty when it was done." })
  userErrors!: UserError[];
}

/** Runs a mutation: its result, or what the caller has to mend. Anything else is thrown on. */
export async function settle<Result extends object>(
  language: Language,
  work: () => Promise<Result>,
): Promise<Partial<Result> & { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const userErrors = error.problems.map(({ code, message, field, severity }) => ({
      code,
      severity: severity ?? Severity.ERROR,
      message: inLanguage(message, language),
      field: field ? [...field] : null,
    }));
    return { userErrors } as Partial<Result> & { userErrors: UserError[] };
  }
}

/** One mutation: a transaction within the permission's scope; expected refusals become userErrors. */
export function mutate<Result extends object>(
  context: RequestContext,
  permission: Permission,
  work: (tx: Tx) => Promise<Result>,
) {
  return settle(context.language, () => context.run(permission, work));
}

/** The same for what callers do to themselves or through a survey's token. */
export function mutateUnscoped<Result extends object>(context: RequestContext, work: (tx: Tx) => Promise<Result>) {
  return settle(context.language, () => context.runUnscoped(work));
}
