import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Property, Unique, ManyToOne } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { BaseEntity, Language } from "../core/index.ts";
import { User } from "./user.entity.ts";

export enum Digits {
  LATIN = "LATIN",
  ARABIC_INDIC = "ARABIC_INDIC",
}
export enum Calendar {
  GREGORIAN = "GREGORIAN",
  HIJRI = "HIJRI",
}
export enum Theme {
  SYSTEM = "SYSTEM",
  LIGHT = "LIGHT",
  DARK = "DARK",
}
export enum Density {
  DENSE = "DENSE",
  COMFORTABLE = "COMFORTABLE",
}
registerEnumType(Digits, {
  name: "Digits",
  description: "How numbers are written.",
  valuesConfig: { LATIN: { description: "0123." }, ARABIC_INDIC: { description: "٠١٢٣." } },
});
registerEnumType(Calendar, {
  name: "Calendar",
  description: "In which calendar dates are written.",
  valuesConfig: { GREGORIAN: { description: "Gregorian." }, HIJRI: { description: "Umm al-Qura." } },
});
registerEnumType(Theme, {
  name: "Theme",
  description: "Colours of the console.",
  valuesConfig: {
    SYSTEM: { description: "As the device is set." },
    LIGHT: { description: "Light." },
    DARK: { description: "Dark." },
  },
});
registerEnumType(Density, {
  name: "Density",
  description: "Height of the rows of lists.",
  valuesConfig: { DENSE: { description: "Many rows." }, COMFORTABLE: { description: "Roomy rows." } },
});

/** How a person wants the console, on every device (AC-21). What was never chosen is empty: the device decides. */
@ObjectType({ description: "How the user wants the console; empty where the device decides." })
@Entity({ tableName: "user_preference" })
@Unique({ properties: ["user"] })
export class UserPreference extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Field(() => Language, { nullable: true, description: "Language of the console." })
  @Enum({ items: () => Language, type: "text", nullable: true })
  language?: Language | null;

  @Field(() => Digits, { nullable: true, description: "How numbers are written." })
  @Enum({ items: () => Digits, type: "text", nullable: true })
  digits?: Digits | null;

  @Field(() => Calendar, { nullable: true, description: "In which calendar dates are written." })
  @Enum({ items: () => Calendar, type: "text", nullable: true })
  calendar?: Calendar | null;

  @Field(() => Theme, { nullable: true, description: "Colours." })
  @Enum({ items: () => Theme, type: "text", nullable: true })
  theme?: Theme | null;

  @Field(() => Density, { nullable: true, description: "Height of rows." })
  @Enum({ items: () => Density, type: "text", nullable: true })
  density?: Density | null;

  @Field(() => String, {
    nullable: true,
    description: "Start of the person's own quiet hours, HH:MM in the hospital's zone; empty: the hospital's hold.",
  })
  @Property({ type: "text", nullable: true })
  quietFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "End of the quiet hours, HH:MM; the same as the start: never quiet.",
  })
  @Property({ type: "text", nullable: true })
  quietTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The navigation shows its icons only." })
  @Property({ type: "boolean", nullable: true })
  isNavigationNarrow?: boolean | null;
}
