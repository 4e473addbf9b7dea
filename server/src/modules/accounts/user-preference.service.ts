import { ref } from "@mikro-orm/core";
import { Field, InputType } from "type-graphql";
import { applyChanges, failure, Language, type Tx } from "../core/index.ts";
import { Calendar, Density, Digits, Theme, UserPreference } from "./user-preference.entity.ts";
import { User } from "./user.entity.ts";

@InputType({ description: "What users set for themselves; what is left out stays." })
export class UpdateMyPreferencesInput {
  @Field(() => Language, { nullable: true, description: "Language of the console, and of messages to the user." })
  language?: Language;

  @Field(() => Digits, { nullable: true, description: "How numbers are written." })
  digits?: Digits;

  @Field(() => Calendar, { nullable: true, description: "In which calendar dates are written." })
  calendar?: Calendar;

  @Field(() => Theme, { nullable: true, description: "Colours." })
  theme?: Theme;

  @Field(() => Density, { nullable: true, description: "Height of rows." })
  density?: Density;

  @Field(() => String, {
    nullable: true,
    description:
      "Quiet from, HH:MM: no notices of deadlines by e-mail or bell; with its end. Null: as the hospital has it.",
  })
  quietFrom?: string | null;

  @Field(() => String, { nullable: true, description: "Quiet until, HH:MM; the same as the start: never quiet." })
  quietTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The navigation shows its icons only." })
  isNavigationNarrow?: boolean;
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Both or none, since one alone is no span. */
function assertQuietHours({ quietFrom, quietTo }: Pick<UserPreference, "quietFrom" | "quietTo">): void {
  for (const [field, time] of Object.entries({ quietFrom, quietTo })) {
    if (time != null && !clock.test(time))
      throw failure("BAD_TIME", "Write the time as HH:MM.", "اكتب الوقت بصيغة HH:MM.", [field]);
  }
  if ((quietFrom == null) !== (quietTo == null)) {
    throw failure("INCOMPLETE", "Quiet hours need a start and an end.", "ساعات الهدوء تحتاج إلى بداية ونهاية.", [
      "quietTo",
    ]);
  }
}

/** AC-21: kept on the server, so that they follow the person to another device. The language also holds for messages. */
export async function updatePreferences(tx: Tx, userId: string, fields: UpdateMyPreferencesInput): Promise<User> {
  const user = await tx.em.findOneOrFail(User, { id: userId });
  const known = await tx.em.findOne(UserPreference, { user: userId });
  const preference = known ?? tx.em.create(UserPreference, { user: ref(user) });
  assertQuietHours({ ...preference, ...fields });
  const changes = applyChanges(preference, { ...fields });
  if (fields.language) user.language = fields.language;
  if (Object.keys(changes.after).length > 0)
    tx.audit({ action: "user.preferencesChanged", targetType: "User", targetId: userId, ...changes });
  return user;
}
