import { Max, MaxLength, Min } from "class-validator";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Allow, connectionOf, findPage, mutate, PageArgs, Payload, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { ApiKey } from "./api-key.entity.ts";
import { createApiKey, revokeApiKey, rotateApiKey } from "./api-key.service.ts";

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

  @Field(() => Date, { nullable: true, description: "When it stops working by itself; never when it is left out." })
  expiresAt?: Date;
}

@InputType({ description: "The key to replace." })
class RotateApiKeyInput {
  @Field(() => ID, { description: "The key." })
  id!: string;

  @Field(() => Int, { defaultValue: 24, description: "Hours for which the present key goes on working; 0 to 168." })
  @Min(0)
  @Max(168)
  overlapHours!: number;
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
    return mutate(context, "apiKey.manage", async (tx) => ({ apiKey: await revokeApiKey(tx, id) }));
  }

  @Allow("apiKey.manage")
  @Mutation(() => CreateApiKeyPayload, {
    description: "Replaces a key by a new one, which is shown once; the present one works on for the overlap.",
  })
  rotateApiKey(
    @Ctx() context: RequestContext,
    @Arg("input", () => RotateApiKeyInput) { id, overlapHours }: RotateApiKeyInput,
  ) {
    return mutate(context, "apiKey.manage", (tx) => rotateApiKey(tx, id, overlapHours));
  }
}
