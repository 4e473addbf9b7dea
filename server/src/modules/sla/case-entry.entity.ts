import { ref, type Opt, type Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity, sealText, type Tx } from "../core/index.ts";
import { SlaTarget } from "./sla.enums.ts";

/** One line of the timeline of a case; the module of the case adds which case, what happened and between which statuses. */
@ObjectType()
@Entity({ abstract: true })
export abstract class CaseEntry extends BaseEntity {
  @Field(() => Boolean, { description: "For staff only; false for what the person outside wrote or was told." })
  @Property({ type: "boolean", default: true })
  isInternal: Opt<boolean> = true;

  /** Empty when the system or the person outside did it. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Field(() => String, { description: "Readable name of who did it, as it was then." })
  @Property({ type: "text" })
  actorLabel!: string;

  /** Who was given the case, or told. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  assignee?: Ref<User> | null;

  /** Notes, reasons and messages may name people: encrypted. */
  @Property({ type: "blob", nullable: true })
  textSealed?: Buffer | null;

  @Field(() => [String], { nullable: true, description: "Names of the fields that were changed." })
  @Property({ type: "array", columnType: "text[]", nullable: true })
  changedFields?: string[] | null;

  @Field(() => Int, { nullable: true, description: "Level of the escalation chain, for escalations." })
  @Property({ type: "smallint", nullable: true })
  escalationLevel?: number | null;

  @Field(() => SlaTarget, { nullable: true, description: "Which target was not met in time, for lines that say so." })
  @Enum({ items: () => SlaTarget, type: "text", nullable: true })
  target?: SlaTarget | null;

  @Field(() => Date, { nullable: true, description: "When that target had been due." })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Field(() => Date, { description: "When it happened, UTC." })
  @Property({ type: "timestamptz" })
  at!: Date;
}

/** What a module says of something that happened to its case. */
export interface CaseLine {
  /** What the audit trail calls it, e.g. complaint.assigned. */
  readonly audit: string;
  /** Of the outside: what the person wrote or was told. */
  readonly isPublic?: boolean;
  readonly assigneeId?: string | null;
  /** Goes into the timeline, encrypted, and never into the audit trail. */
  readonly text?: string | null;
  readonly changedFields?: readonly string[];
  readonly escalationLevel?: number;
  readonly target?: SlaTarget;
  readonly dueAt?: Date;
  readonly before?: object;
  readonly after?: object;
}

/** The common columns of the line; `outsider` names who did it when nobody of ours did. */
export function entryColumns(tx: Tx, line: CaseLine, outsider?: string) {
  const actorId = tx.actor.kind === "USER" && !outsider ? tx.actor.userId : undefined;
  return {
    isInternal: !line.isPublic,
    actor: actorId ? ref(User, actorId) : null,
    actorLabel: outsider ?? tx.actor.label,
    assignee: line.assigneeId ? ref(User, line.assigneeId) : null,
    textSealed: sealText(tx, line.text),
    changedFields: line.changedFields ? [...line.changedFields] : null,
    escalationLevel: line.escalationLevel,
    target: line.target,
    dueAt: line.dueAt,
    at: tx.now,
    createdAt: tx.now,
  };
}

/** The same line in the audit trail, without its words. */
export function auditLine(
  tx: Tx,
  type: string,
  one: { readonly id: string; readonly hospital: { readonly id: string } },
  line: CaseLine,
): void {
  const { audit, before, after } = line;
  tx.audit({ action: audit, targetType: type, targetId: one.id, hospitalId: one.hospital.id, before, after });
}
