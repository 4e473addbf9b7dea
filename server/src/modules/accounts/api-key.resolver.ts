import { ref } from "@mikro-orm/core";
import { MaxLength } from "class-validator";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  Allow,
  connectionOf,
  covers,
  failure,
  findPage,
  findVisible,
  forbidden,
  mutate,
  PageArgs,
  Payload,
  type RequestContext,
  type Tx,
} from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { ApiKey } from "./api-key.entity.ts";
import { makeApiKey, sha256 } from "./token.rules.ts";

const ApiKeyConnection = connectionOf("ApiKey", () => ApiKey);

@InputType({ description: "A new API key." })
class CreateApiKeyInput {
  @Field(() => String, { description: "What it is for." })
  @MaxLength(128)
  label!: string;

  @Field(() => String, { description: "The only source system it may speak for, e.g. HIS." })
  @MaxLength(128)
  sourceSystem!: string;

  @Field(() => ID, { nullable: true, description: "Its hospital; none for a feed of the group." })
  hospitalId?: string;
}

@InputType({ description: "The key to revoke." })
class RevokeApiKeyInput {
  @Field(() => ID, { description: "The key." })
  id!: string;
}

@ObjectType({ description: "The key; `secret` is shown this once." })
class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: "The key's record." })
  apiKey?: ApiKey;

  @Field(() => String, { nullable: true, description: "The key itself: keep it, it is not shown again." })
  secret?: string;
}

@ObjectType({ description: "The key after revoking." })
class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: "The key's record." })
  apiKey?: ApiKey;
}

/** AC-6: shown once, stored hashed, bound to one source system. */
export async function createApiKey(
  tx: Tx,
  given: CreateApiKeyInput,
  secret = makeApiKey(),
): Promise<{ apiKey: ApiKey; secret: string }> {
  const hospital = given.hospitalId ? await findVisible(tx.em, Hospital, given.hospitalId) : null;
  if (!covers(tx.scope, { hospitalId: hospital?.id })) throw forbidden();
  for (const field of ["label", "sourceSystem"] as const) {
    if (given[field].trim() === "") throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", [field]);
  }
  const apiKey = tx.em.create(ApiKey, {
    label: given.label.trim(),
    sourceSystem: given.sourceSystem.trim(),
    prefix: secret.slice(0, 8),
    keyHash: sha256(secret),
    hospital: hospital ? ref(hospital) : null,
  });
  tx.audit({
    action: "apiKey.created",
    targetType: "ApiKey",
    targetId: apiKey.id,
    hospitalId: hospital?.id,
    after: { label: apiKey.label, sourceSystem: apiKey.sourceSystem },
  });
  return { apiKey, secret };
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Allow("apiKey.manage")
  @Query(() => ApiKeyConnection, { description: "API keys, newest first." })
  apiKeys(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    return findPage(context.reader("apiKey.manage"), ApiKey, {}, [{ field: "createdAt", direction: "DESC" }], page);
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "Its hospital; none for a key of the group." })
  hospital(@Root() apiKey: ApiKey) {
    return apiKey.hospital?.load();
  }

  @Allow("apiKey.manage")
  @Mutation(() => CreateApiKeyPayload, { description: "Makes a key; it is shown once." })
  createApiKey(@Ctx() context: RequestContext, @Arg("input", () => CreateApiKeyInput) input: CreateApiKeyInput) {
    return mutate(context, "apiKey.manage", (tx) => createApiKey(tx, input));
  }

  @Allow("apiKey.manage")
  @Mutation(() => RevokeApiKeyPayload, { description: "Revokes a key; it stops working within seconds." })
  revokeApiKey(@Ctx() context: RequestContext, @Arg("input", () => RevokeApiKeyInput) { id }: RevokeApiKeyInput) {
    return mutate(context, "apiKey.manage", async (tx) => {
      const apiKey = await findVisible(tx.em, ApiKey, id);
      apiKey.revokedAt ??= tx.now;
      tx.audit({ action: "apiKey.revoked", targetType: "ApiKey", targetId: id, hospitalId: apiKey.hospital?.id });
      return { apiKey };
    });
  }
}
