import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import { SlaClock } from "./sla-clock.entity.ts";
import { SlaNoticeKind } from "./sla.enums.ts";

/** SLA-8: the unique key makes each notice fire once, with any number of workers and restarts. */
@ObjectType("UnroutableEscalation", { description: "A reminder, breach or escalation that nobody could be told of." })
@Entity({ tableName: "sla_notice" })
@Unique({ properties: ["clock", "cycle", "kind", "level"] })
@Index({ properties: ["recipient"] })
@Index({
  name: "sla_notice_unroutable",
  properties: ["at", "id"],
  where: "recipient_id is null and told_at is null",
})
@Index({ name: "sla_notice_waiting", properties: ["tellAfter"], where: "told_at is null and recipient_id is not null" })
export class SlaNotice extends BaseEntity {
  @ManyToOne({ entity: () => SlaClock, ref: true, deleteRule: "cascade" })
  clock!: Ref<SlaClock>;

  @Property({ type: "smallint" })
  cycle!: number;

  @Enum({ items: () => SlaNoticeKind, type: "text" })
  kind!: SlaNoticeKind;

  /** 0 for a reminder and a breach. */
  @Field(() => Int, { description: "The level of the chain; 0 for what the owner is told first." })
  @Property({ type: "smallint" })
  level!: number;

  /** Empty when nobody could be found; it then stands in the unroutable queue. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  recipient?: Ref<User> | null;

  @Field(() => Date, { description: "Since when." })
  @Property({ type: "timestamptz" })
  at!: Date;

  /** The end of the recipient's quiet hours, or at once. */
  @Property({ type: "timestamptz" })
  tellAfter!: Date;

  /** When it was told, alone or in a digest; also when it was withdrawn because the clock had ended or rose further. */
  @Property({ type: "timestamptz", nullable: true })
  toldAt?: Date | null;
}
