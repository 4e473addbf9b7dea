import type { Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { registerEnumType } from "type-graphql";
import { BaseEntity } from "../core/index.ts";
import { User } from "./user.entity.ts";

export enum AccountLinkPurpose {
  INVITATION = "INVITATION",
  PASSWORD_RESET = "PASSWORD_RESET",
}
registerEnumType(AccountLinkPurpose, {
  name: "AccountLinkPurpose",
  description: "Why somebody got a link to set a password.",
  valuesConfig: {
    INVITATION: { description: "They are new." },
    PASSWORD_RESET: { description: "Their password is to be replaced." },
  },
});

/** A one-time link with which a person sets a password. Its secret is derived from the id and stored nowhere. */
@Entity({ tableName: "account_link" })
export class AccountLink extends BaseEntity {
  @Index()
  @ManyToOne({ entity: () => User, ref: true, deleteRule: "cascade" })
  user!: Ref<User>;

  @Enum({ items: () => AccountLinkPurpose, type: "text" })
  purpose!: AccountLinkPurpose;

  /** No foreign key: who issued it stands in the audit trail too. */
  @Property({ type: "uuid", nullable: true })
  issuedById?: string | null;

  @Property({ type: "timestamptz" })
  expiresAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  usedAt?: Date | null;

  /** A newer link took its place, or the user was deactivated. */
  @Property({ type: "timestamptz", nullable: true })
  revokedAt?: Date | null;
}
