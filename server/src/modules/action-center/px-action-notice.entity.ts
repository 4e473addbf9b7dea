import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";
import { NoticeKind } from "./px-action.enums.ts";

/** PX-10: the unique key is what makes a reminder and each level fire once, with any number of workers and restarts. */
@Entity({ tableName: "px_action_notice" })
@Unique({ properties: ["action", "kind", "level"] })
@Index({ properties: ["recipient"] })
export class PxActionNotice extends BaseEntity {
  @ManyToOne({ entity: () => PxAction, ref: true, deleteRule: "cascade" })
  action!: Ref<PxAction>;

  @Enum({ items: () => NoticeKind, type: "text" })
  kind!: NoticeKind;

  /** 0 for the reminder. */
  @Property({ type: "smallint" })
  level!: number;

  /** Empty when nobody could be found. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  recipient?: Ref<User> | null;

  @Property({ type: "timestamptz" })
  at!: Date;
}
