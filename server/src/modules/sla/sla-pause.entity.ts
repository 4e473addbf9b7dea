import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaPauseReason } from "./sla.enums.ts";

/** A time in which all clocks of a case stand still. */
@Entity({ tableName: "sla_pause" })
@Index({ properties: ["slaCase"] })
@Index({ properties: ["actor"] })
@Unique({ name: "sla_pause_open", properties: ["slaCase"], where: "until_at is null" })
export class SlaPause extends BaseEntity {
  @ManyToOne({ entity: () => SlaCase, ref: true, deleteRule: "cascade", filters: { scope: false } })
  slaCase!: Ref<SlaCase>;

  @Enum({ items: () => SlaPauseReason, type: "text" })
  reason!: SlaPauseReason;

  @Property({ type: "text", nullable: true })
  note?: string | null;

  @Property({ type: "timestamptz" })
  fromAt!: Date;

  /** Empty while it lasts. */
  @Property({ type: "timestamptz", nullable: true })
  untilAt?: Date | null;

  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Property({ type: "text" })
  actorLabel!: string;
}
