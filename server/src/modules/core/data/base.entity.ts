import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps, type Opt } from "@mikro-orm/core";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { v7 as uuidv7 } from "uuid";

/** F1.7: UUID keys (version 7: ordered by time, so that indexes stay dense) and UTC time stamps. */
@ObjectType()
@Entity({ abstract: true })
export abstract class BaseEntity {
  [OptionalProps]?: string;

  @Field(() => ID, { description: "UUID, version 7." })
  @PrimaryKey({ type: "uuid", defaultRaw: "uuidv7()" })
  id: Opt<string> = uuidv7();

  @Field(() => Date, { description: "When the row was made, UTC." })
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt: Opt<Date> = new Date();
}

/** An entity that people edit: `version` is checked on every update, so that no one overwrites what they did not see. */
@ObjectType()
@Entity({ abstract: true })
export abstract class EditableEntity extends BaseEntity {
  @Field(() => Date, { description: "Last change, UTC." })
  @Property({ type: "timestamptz", defaultRaw: "now()", onUpdate: () => new Date() })
  updatedAt: Opt<Date> = new Date();

  @Field(() => Int, { description: "Send it back with a change; a stale one is refused with CONFLICT." })
  @Property({ version: true, type: "integer", default: 1 })
  version: Opt<number> = 1;
}
