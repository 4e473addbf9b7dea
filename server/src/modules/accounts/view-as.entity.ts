import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { BaseEntity } from "../core/index.ts";
import { User } from "./user.entity.ts";

/** AC-15: an administrator looks at the console as somebody else, for a short while and without changing anything. */
@Entity({ tableName: "view_as" })
export class ViewAs extends BaseEntity {
  @Index()
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  actor!: Ref<User>;

  @Index()
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  target!: Ref<User>;

  /** The administrator's log-in: when it ends, so does this. */
  @Property({ type: "uuid" })
  sessionId!: string;

  @Property({ type: "timestamptz" })
  expiresAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  endedAt?: Date | null;
}
