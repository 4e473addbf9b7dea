import { MinLength, MaxLength } from "class-validator";
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import {
  Allow,
  Failure,
  failure,
  mutateUnscoped,
  Payload,
  permissionsOf,
  unauthenticated,
  type RequestContext,
} from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { changePassword } from "./user.service.ts";
import { UserPreference } from "./user-preference.entity.ts";
import { UpdateMyPreferencesInput, updatePreferences } from "./user-preference.service.ts";
import { clearRefreshCookie, refreshCookieOf, setRefreshCookie } from "./refresh-cookie.ts";
import { limitTries } from "./limit-tries.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { login, logout, refresh, type LoginOutcome, type OpenedSession } from "./session.service.ts";
import { User, UserKind } from "./user.entity.ts";
import { matrixColumns, RolePermissions, ViewerType } from "./viewer.type.ts";

@InputType({ description: "E-mail and password of a person." })
class LoginInput {
  @Field(() => String, { description: "E-mail." })
  @MaxLength(254)
  email!: string;

  @Field(() => String, { description: "Password." })
  @MaxLength(1024)
  password!: string;
}

@InputType({ description: "A refresh token, for clients without the cookie." })
class RefreshSessionInput {
  @Field(() => String, { nullable: true, description: "The token; the cookie is used when it is left out." })
  @MaxLength(200)
  refreshToken?: string;
}

@InputType({ description: "How to sign out." })
class LogoutInput {
  @Field(() => Boolean, { defaultValue: false, description: "On every device." })
  everywhere!: boolean;
}

@InputType({ description: "A new password." })
class ChangeMyPasswordInput {
  @Field(() => String, { description: "The password until now." })
  @MaxLength(1024)
  currentPassword!: string;

  @Field(() => String, { description: "The new password, ten characters at least." })
  @MinLength(1)
  @MaxLength(1024)
  newPassword!: string;
}

@ObjectType({ description: "A session, or why there is none." })
class LoginPayload extends Payload {
  @Field(() => String, { nullable: true, description: "Short-lived; send it as `Authorization: Bearer`." })
  accessToken?: string;

  @Field(() => Date, { nullable: true, description: "When the access token ends." })
  accessExpiresAt?: Date;

  @Field(() => String, { nullable: true, description: "Works once; also set as an httpOnly cookie." })
  refreshToken?: string;

  @Field(() => Date, { nullable: true, description: "When the log-in ends by itself, however often it is renewed." })
  refreshExpiresAt?: Date;

  @Field(() => User, { nullable: true, description: "Who signed in." })
  user?: User;
}

@ObjectType({ description: "After signing out." })
class LogoutPayload extends Payload {
  @Field(() => Int, { nullable: true, description: "How many log-ins ended." })
  endedSessions?: number;
}

@ObjectType({ description: "The user after the change." })
class UserSelfPayload extends Payload {
  @Field(() => User, { nullable: true, description: "The user." })
  user?: User;
}

@Resolver()
export class SessionResolver {
  @Allow("SIGNED_IN")
  @Query(() => [RolePermissions], { description: "The role→permission matrix, from the code's own table." })
  roleMatrix(): RolePermissions[] {
    return matrixColumns();
  }

  @Allow("PUBLIC")
  @Query(() => ViewerType, { nullable: true, description: "The caller; null when nobody is signed in." })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType | null> {
    const { viewer } = context;
    if (!viewer || viewer.kind !== "PERSON") return null;
    return context.runUnscoped(async ({ em }) => {
      const user = await em.findOneOrFail(User, { id: viewer.userId });
      const roles = await em.find(RoleAssignment, { user: user.id });
      const canSeeGroup = roles.some((role) => role.scopeType === "GROUP");
      const hospitals = await em.find(Hospital, canSeeGroup ? {} : { id: { $in: user.homeHospitalIds } }, {
        orderBy: { code: "asc" },
      });
      const preferences = await em.findOne(UserPreference, { user: user.id });
      return { user, roles, hospitals, preferences, canSeeGroup, permissions: permissionsOf(viewer), viewer };
    });
  }

  @Allow("PUBLIC")
  @Mutation(() => LoginPayload, { description: "Signs a person in." })
  async login(@Ctx() context: RequestContext, @Arg("input", () => LoginInput) input: LoginInput) {
    await limitTries(context);
    const outcome = await context.runUnscoped((tx) =>
      login(tx, {
        name: input.email,
        password: input.password,
        kind: UserKind.PERSON,
        userAgent: context.facts.userAgent,
      }),
    );
    return answer(context, outcome);
  }

  @Allow("PUBLIC")
  @Mutation(() => LoginPayload, { description: "Exchanges a refresh token for a new pair." })
  async refreshSession(
    @Ctx() context: RequestContext,
    @Arg("input", () => RefreshSessionInput, { nullable: true }) input?: RefreshSessionInput,
  ) {
    const token = input?.refreshToken ?? refreshCookieOf(context);
    const outcome = await context.runUnscoped(async (tx): Promise<LoginOutcome> =>
      token ? refresh(tx, token) : { refused: failure("SIGNED_OUT", "Please sign in.", "يرجى تسجيل الدخول.") },
    );
    return answer(context, outcome);
  }

  @Allow("SIGNED_IN")
  @Mutation(() => LogoutPayload, { description: "Signs out, here or everywhere." })
  async logout(
    @Ctx() context: RequestContext,
    @Arg("input", () => LogoutInput, { nullable: true }) input?: LogoutInput,
  ) {
    const { viewer } = context;
    if (!viewer) throw unauthenticated();
    const result = await mutateUnscoped(context, async (tx) => ({
      endedSessions: await logout(tx, viewer.userId, viewer.sessionId, input?.everywhere ?? false),
    }));
    clearRefreshCookie(context);
    return result;
  }

  @Allow("SIGNED_IN")
  @Mutation(() => UserSelfPayload, { description: "Changes the caller's own preferences." })
  updateMyPreferences(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateMyPreferencesInput) input: UpdateMyPreferencesInput,
  ) {
    return mutateUnscoped(context, async (tx) => ({
      user: await updatePreferences(tx, context.viewer?.userId ?? "", input),
    }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => UserSelfPayload, { description: "Changes the caller's own password; other log-ins end." })
  changeMyPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeMyPasswordInput) input: ChangeMyPasswordInput,
  ) {
    return mutateUnscoped(context, async (tx) => ({
      user: await changePassword(
        tx,
        context.viewer?.userId ?? "",
        context.viewer?.sessionId,
        input.currentPassword,
        input.newPassword,
      ),
    }));
  }
}

/** The outcome is committed by now, also a refusal; here it becomes a payload. */
function answer(context: RequestContext, outcome: LoginOutcome) {
  return mutateUnscoped(context, async (): Promise<Partial<OpenedSession>> => {
    if ("refused" in outcome) {
      clearRefreshCookie(context);
      throw outcome.refused satisfies Failure;
    }
    setRefreshCookie(context, outcome.opened);
    return outcome.opened;
  });
}
