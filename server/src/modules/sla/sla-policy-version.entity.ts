import type { Ref } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity } from "../core/index.ts";
import type { PolicyTerms } from "./policy-terms.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";

@ObjectType({ description: "A policy as it was at a time; never changed." })
@Entity({ tableName: "sla_policy_version" })
@Unique({ properties: ["policy", "number"] })
@Index({ properties: ["actor"] })
export class SlaPolicyVersion extends BaseEntity {
  @ManyToOne({ entity: () => SlaPolicy, ref: true, deleteRule: "restrict", filters: { scope: false } })
  policy!: Ref<SlaPolicy>;

  @Field(() => Int, { description: "From 1 up." })
  @Property({ type: "integer" })
  number!: number;

  @Property({ type: "jsonb" })
  terms!: PolicyTerms;

  /** Empty for what the system saved, and for what was saved before people were kept here. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Property({ type: "text" })
  actorLabel!: string;
}
