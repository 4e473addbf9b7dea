import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { BaseEntity } from "../core/index.ts";
import { SlaCase } from "./sla-case.entity.ts";
import { SlaTarget, SlaUnit } from "./sla.enums.ts";

const open = "met_at is null and cancelled_at is null";

/** One target of a case. Its dates are a cache of `planClock`. */
@Entity({ tableName: "sla_clock" })
@Unique({ properties: ["slaCase", "target"] })
@Index({ name: "sla_clock_open_due", properties: ["dueAt"], where: open })
@Index({ name: "sla_clock_next_check", properties: ["nextCheckAt"], where: open })
export class SlaClock extends BaseEntity {
  @ManyToOne({ entity: () => SlaCase, ref: true, deleteRule: "cascade", filters: { scope: false } })
  slaCase!: Ref<SlaCase>;

  @Enum({ items: () => SlaTarget, type: "text" })
  target!: SlaTarget;

  @Property({ type: "integer" })
  amount!: number;

  @Enum({ items: () => SlaUnit, type: "text" })
  unit!: SlaUnit;

  /** Empty while paused. */
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  remindAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  remindedAt?: Date | null;

  /** When the tick has to look at it next. */
  @Property({ type: "timestamptz", nullable: true })
  nextCheckAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  metAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  cancelledAt?: Date | null;

  /** Frozen when the target was met: 0 in time. */
  @Property({ type: "integer", nullable: true })
  missMinutes?: number | null;

  @Property({ type: "smallint", default: 0 })
  escalationLevel: Opt<number> = 0;

  /** One more whenever it may be late once more: reopened, or due at another time that lies ahead. */
  @Property({ type: "smallint", default: 0 })
  cycle: Opt<number> = 0;
}
