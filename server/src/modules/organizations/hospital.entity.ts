import { Entity, Property } from "@mikro-orm/decorators/legacy";
import type { Opt } from "@mikro-orm/core";
import { Field, ObjectType } from "type-graphql";
import { EditableEntity, Scoped } from "../core/index.ts";

@ObjectType({ description: "A hospital of the group." })
@Entity({ tableName: "hospital" })
@Scoped({ hospital: "id", isReference: true })
export class Hospital extends EditableEntity {
  @Field(() => String, { description: "Short code, unique in the group; HIS sends it as hospital_code." })
  @Property({ type: "text", unique: true })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => String, { description: "IANA time zone in which its times are shown." })
  @Property({ type: "text", default: "Asia/Riyadh" })
  timeZone: Opt<string> = "Asia/Riyadh";

  @Field(() => Boolean, { description: "Inactive hospitals take part in nothing new; their history stays." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;
}
