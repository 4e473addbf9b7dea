import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { Allow, mutate, type RequestContext } from "../core/index.ts";
import { createServiceAccount, rotateServiceSecret, setServiceAccountActive } from "./service-account.service.ts";
import { SetUserActiveInput, UserIdInput, UserPayload } from "./user.inputs.ts";

@InputType({ description: "A new account for a system." })
class CreateServiceAccountInput {
  @Field(() => String, { description: "Name with which it signs in." })
  @MaxLength(128)
  username!: string;

  @Field(() => String, { description: "The only source system it may speak for, e.g. HIS." })
  @MaxLength(128)
  sourceSystem!: string;

  @Field(() => ID, { nullable: true, description: "Its hospital; none for a feed of the group." })
  hospitalId?: string;
}

@ObjectType({ description: "The account; `secret` is shown this once." })
class ServiceSecretPayload extends UserPayload {
  @Field(() => String, { nullable: true, description: "The password: keep it, it is not shown again." })
  secret?: string;
}

@Resolver()
export class ServiceAccountResolver {
  @Allow("apiKey.manage")
  @Mutation(() => ServiceSecretPayload, { description: "Adds an account for a system that posts events." })
  createServiceAccount(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateServiceAccountInput) input: CreateServiceAccountInput,
  ) {
    return mutate(context, "apiKey.manage", (tx) => createServiceAccount(tx, input));
  }

  @Allow("apiKey.manage")
  @Mutation(() => ServiceSecretPayload, {
    description: "Replaces the account's password by a new one, at once; its log-ins end.",
  })
  rotateServiceAccountSecret(@Ctx() context: RequestContext, @Arg("input", () => UserIdInput) { id }: UserIdInput) {
    return mutate(context, "apiKey.manage", (tx) => rotateServiceSecret(tx, id));
  }

  @Allow("apiKey.manage")
  @Mutation(() => UserPayload, { description: "Switches a service account on or off; off ends its log-ins at once." })
  setServiceAccountActive(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetUserActiveInput) { id, isActive }: SetUserActiveInput,
  ) {
    return mutate(context, "apiKey.manage", async (tx) => ({ user: await setServiceAccountActive(tx, id, isActive) }));
  }
}
