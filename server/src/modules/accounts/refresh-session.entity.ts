import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { BaseEntity } from "../core/index.ts";
import { User } from "./user.entity.ts";

/**
 * One log-in (a family of refresh tokens). Each refresh replaces the token; an older one that comes back means that it
 * was stolen, and ends the whole log-in (F2.2, reuse detection).
 */
@Entity({ tableName: "refresh_session" })
@Index({ properties: ["user"] })
export class RefreshSession extends BaseEntity {
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  /** SHA-256 of the token that is valid now. */
  @Property({ type: "blob" })
  tokenHash!: Buffer;

  /** SHA-256 of the token before it: a reply that got lost may be asked again within a short grace. */
  @Property({ type: "blob", nullable: true })
  previousHash?: Buffer | null;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  rotatedAt: Opt<Date> = new Date();

  @Property({ type: "timestamptz" })
  expiresAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  revokedAt?: Date | null;

  /** LOGOUT, REUSE, DEACTIVATED, PASSWORD. */
  @Property({ type: "text", nullable: true })
  revokedReason?: string | null;

  @Property({ type: "text", nullable: true })
  address?: string | null;

  @Property({ type: "text", nullable: true })
  userAgent?: string | null;
}
