import { ref } from "@mikro-orm/core";
import { Field, InputType } from "type-graphql";
import { applyChanges, Language, type Tx } from "../core/index.ts";
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

  @Field(() => Boolean, { nullable: true, description: "The navigation shows its icons only." })
  isNavigationNarrow?: boolean;
}

/** AC-21: kept on the server, so that they follow the person to another device. The language also holds for messages. */
export async function updatePreferences(tx: Tx, userId: string, fields: UpdateMyPreferencesInput): Promise<User> {
  const user = await tx.em.findOneOrFail(User, { id: userId });
  const known = await tx.em.findOne(UserPreference, { user: userId });
  const preference = known ?? tx.em.create(UserPreference, { user: ref(user) });
  const changes = applyChanges(preference, { ...fields });
  if (fields.language) user.language = fields.language;
  if (Object.keys(changes.after).length > 0)
    tx.audit({ action: "user.preferencesChanged", targetType: "User", targetId: userId, ...changes });
  return user;
}
