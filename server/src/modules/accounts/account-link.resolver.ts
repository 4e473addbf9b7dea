import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, Language, mutateUnscoped, Payload, type RequestContext } from "../core/index.ts";
import { AccountLinkPurpose } from "./account-link.entity.ts";
import { setPasswordByLink, usableLink } from "./account-link.service.ts";
import { limitTries } from "./limit-tries.ts";

@ObjectType({ description: "A link for setting a password, as its receiver sees it." })
class AccountLinkInfo {
  @Field(() => AccountLinkPurpose, { description: "Why it was sent." })
  purpose!: AccountLinkPurpose;

  @Field(() => String, { description: "E-mail with which they will sign in." })
  email!: string;

  @Field(() => String, { description: "Their name in Arabic." })
  nameAr!: string;

  @Field(() => String, { description: "Their name in English." })
  nameEn!: string;

  @Field(() => Language, { description: "Their language." })
  language!: Language;

  @Field(() => Date, { description: "Until when it works." })
  expiresAt!: Date;
}

@InputType({ description: "A password for the receiver of a link." })
class SetPasswordByLinkInput {
  @Field(() => String, { description: "What the link carries behind its #." })
  @MaxLength(200)
  token!: string;

  @Field(() => String, { description: "The password, ten characters at least." })
  @MaxLength(1024)
  newPassword!: string;
}

@ObjectType({ description: "After setting a password by a link." })
class SetPasswordByLinkPayload extends Payload {
  @Field(() => String, { nullable: true, description: "E-mail to sign in with." })
  email?: string;
}

@Resolver()
export class AccountLinkResolver {
  @Allow("PUBLIC")
  @Query(() => AccountLinkInfo, {
    nullable: true,
    description: "What a link is for; null when it is false, used, replaced or has run out.",
  })
  async accountLink(
    @Ctx() context: RequestContext,
    @Arg("token", () => String, { description: "What the link carries behind its #." }) token: string,
  ): Promise<AccountLinkInfo | null> {
    await limitTries(context);
    const link = await context.runUnscoped((tx) => usableLink(tx, token));
    if (!link) return null;
    const { email, nameAr, nameEn, language } = link.user.getEntity();
    return { purpose: link.purpose, expiresAt: link.expiresAt, email, nameAr, nameEn, language };
  }

  @Allow("PUBLIC")
  @Mutation(() => SetPasswordByLinkPayload, {
    description: "Sets the password of a link's receiver; the link works once.",
  })
  async setPasswordByLink(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetPasswordByLinkInput) { token, newPassword }: SetPasswordByLinkInput,
  ) {
    await limitTries(context);
    return mutateUnscoped(context, async (tx) => ({ email: (await setPasswordByLink(tx, token, newPassword)).email }));
  }
}
