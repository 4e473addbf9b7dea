import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/**
 * IN-3: what makes an event the same event. A table of its own, because a unique index of a partitioned table must hold
 * the partition's column and so can't see duplicates across months.
 */
@Entity({ tableName: "inbound_event_key" })
@Index({ name: "inbound_event_key_expiry", properties: ["expiresAt"], where: "expires_at is not null" })
export class InboundEventKey {
  @PrimaryKey({ type: "text" })
  sourceSystem!: string;

  /** `id:<feed>:<event_id>`, or `hash:<feed>:<SHA-256 of the content>`; the feed is the credential's hospital, or `*`. */
  @PrimaryKey({ type: "text" })
  key!: string;

  @Property({ type: "uuid" })
  eventId!: string;

  /** Null: the sender's own ids never come free again. */
  @Property({ type: "timestamptz", nullable: true })
  expiresAt?: Date | null;
}
