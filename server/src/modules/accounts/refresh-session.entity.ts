import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { User } from "./user.entity.ts";

/**
 * One log-in (a family of refresh tokens). Each refresh replaces the token; an older one that comes back means that it
 * was stolen, and ends the whole log-in (F2.2, reuse detection).
 */
@ObjectType("UserSession", { description: "One log-in of a person, on one device." })
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

  @Field(() => Date, {
    name: "lastSeenAt",
    description: "When it was last renewed: a console does so every few minutes.",
  })
  @Property({ type: "timestamptz", defaultRaw: "now()" })
  rotatedAt: Opt<Date> = new Date();

  @Field(() => Date, { description: "When it ends by itself." })
  @Property({ type: "timestamptz" })
  expiresAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  revokedAt?: Date | null;

  /** LOGOUT, REUSE, DEACTIVATED, PASSWORD, ADMIN. */
  @Property({ type: "text", nullable: true })
  revokedReason?: string | null;

  @Field(() => String, { nullable: true, description: "Network address it was opened from." })
  @Property({ type: "text", nullable: true })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "Browser and system, as they named themselves." })
  @Property({ type: "text", nullable: true })
  userAgent?: string | null;
}
