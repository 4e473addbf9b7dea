import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from "graphql";
import type { RequestContext } from "../context/request-context.ts";
import { forbidden, onlyLooking, Refusal, unauthenticated } from "../errors/failure.ts";
import type { Access } from "./allow.ts";
import { may } from "./viewer.ts";

export interface OperationAccess {
  readonly operation: string;
  readonly access: Access | undefined;
}

/** All root fields of the schema with what they ask for; the test of deny-by-default walks it. */
export function listOperations(schema: GraphQLSchema): OperationAccess[] {
  return rootFields(schema).map(({ name, field }) => ({ operation: name, access: accessOf(field) }));
}

/**
 * First net of P2: wraps each root field with its check. Throws at start when one declares nothing.
 * Works on root fields only: a middleware on every field makes large results several times slower.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, field } of rootFields(schema)) {
    const access = accessOf(field);
    if (!access) throw new Error(`${name} declares no access: add @Allow(…)`);
    const resolve = field.resolve ?? defaultFieldResolver;
    const isMutation = name.startsWith(`${schema.getMutationType()?.name}.`);
    field.resolve = (source, args, context: RequestContext, info) =>
      reported(context, name, access, () => {
        if (isMutation && context.viewer?.viewedBy) throw onlyLooking();
        check(context, access);
        return resolve(source, args, context, info);
      });
    const { subscribe } = field;
    if (subscribe) {
      field.subscribe = (source, args, context: RequestContext, info) =>
        reported(context, name, access, () => {
          check(context, access);
          return subscribe(source, args, context, info);
        });
    }
  }
  return schema;
}

function check(context: RequestContext, access: Access): void {
  if (access === "PUBLIC") return;
  if (!context.viewer) throw unauthenticated();
  if (access === "SIGNED_IN") return;
  if (!may(context.viewer, access)) throw forbidden();
}

/** CO-43: a refusal is told to the trail, whether the permission was missing or a rule further in refused. */
async function reported(
  context: RequestContext,
  operation: string,
  access: Access,
  work: () => unknown,
): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === "FORBIDDEN") {
      await context.reportRefusal(operation, access === "PUBLIC" || access === "SIGNED_IN" ? null : access);
    }
    throw error;
  }
}

function accessOf(field: GraphQLField<unknown, RequestContext>): Access | undefined {
  return field.extensions["access"] as Access | undefined;
}

function rootFields(schema: GraphQLSchema) {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((type) =>
    type ? Object.entries(type.getFields()).map(([name, field]) => ({ name: `${type.name}.${name}`, field })) : [],
  );
}
