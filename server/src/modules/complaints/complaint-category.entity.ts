import type { Opt, Ref } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { EditableEntity } from "../core/index.ts";
import { ComplaintSeverity } from "./complaint.enums.ts";

/** CM-3: the group's own tree of what may be complained of, in up to four levels. The same for every hospital, so that figures compare. */
@ObjectType({ description: "What a complaint is about: a node of a tree of up to four levels." })
@Entity({ tableName: "complaint_category" })
@Index({ properties: ["parent", "position"] })
export class ComplaintCategory extends EditableEntity {
  @ManyToOne({ entity: () => ComplaintCategory, ref: true, nullable: true, deleteRule: "restrict" })
  parent?: Ref<ComplaintCategory> | null;

  @Field(() => ID, { nullable: true, description: "The category above it." })
  get parentId(): string | null {
    return this.parent?.id ?? null;
  }

  @Field(() => Int, { description: "1 for the top, 4 for the finest." })
  @Property({ type: "smallint" })
  level!: number;

  @Field(() => String, { description: "Short, stable, unique." })
  @Unique()
  @Property({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @Property({ type: "text" })
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @Property({ type: "text" })
  nameEn!: string;

  @Field(() => Int, { description: "Place among its siblings." })
  @Property({ type: "integer", default: 0 })
  position: Opt<number> = 0;

  @Field(() => ComplaintSeverity, { nullable: true, description: "Proposed for new complaints of it." })
  @Enum({ items: () => ComplaintSeverity, type: "text", nullable: true })
  defaultSeverity?: ComplaintSeverity | null;

  @Field(() => Boolean, { description: "May be chosen for new complaints." })
  @Property({ type: "boolean", default: true })
  isActive: Opt<boolean> = true;
}
