import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaHistoryKind, SlaTarget } from "./sla.enums.ts";

/** What happened to the deadlines of a case; append-only. */
@Entity({ tableName: "sla_history_entry" })
@Index({ properties: ["slaCase", "at"] })
@Index({ properties: ["recipient"] })
export class SlaHistoryEntry extends BaseEntity {
  @ManyToOne({ entity: () => SlaCase, ref: true, deleteRule: "cascade", filters: { scope: false } })
  slaCase!: Ref<SlaCase>;

  @Enum({ items: () => SlaHistoryKind, type: "text" })
  kind!: SlaHistoryKind;

  @Enum({ items: () => SlaTarget, type: "text", nullable: true })
  target?: SlaTarget | null;

  @Property({ type: "timestamptz" })
  at!: Date;

  @Property({ type: "timestamptz", nullable: true })
  dueBefore?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  dueAfter?: Date | null;

  @Property({ type: "smallint", nullable: true })
  level?: number | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  recipient?: Ref<User> | null;

  @Property({ type: "text", nullable: true })
  note?: string | null;

  @Property({ type: "text" })
  actorLabel!: string;
}
