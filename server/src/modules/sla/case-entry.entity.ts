import { ref, type Opt, type Ref } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { Field, Int, ObjectType } from "type-graphql";
import { User } from "../accounts/index.ts";
import { BaseEntity, sealText, type Tx } from "../core/index.ts";
import { SlaTarget } from "./sla.enums.ts";

/** One line of what happened to a case; its module adds which case, what happened and between which statuses. */
@ObjectType()
@Entity({ abstract: true })
export abstract class HistoryEntry extends BaseEntity {
  /** Empty when the system or the person outside did it. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  actor?: Ref<User> | null;

  @Field(() => String, { description: "Readable name of who did it, as it was then." })
  @Property({ type: "text" })
  actorLabel!: string;

  /** Who was given the case, or told. */
  @ManyToOne({ entity: () => User, ref: true, nullable: true, deleteRule: "restrict", filters: { scope: false } })
  assignee?: Ref<User> | null;

  @Field(() => Int, { nullable: true, description: "Level of the escalation chain, for escalations." })
  @Property({ type: "smallint", nullable: true })
  escalationLevel?: number | null;

  @Field(() => SlaTarget, { nullable: true, description: "Which target it is about, for lines of a deadline." })
  @Enum({ items: () => SlaTarget, type: "text", nullable: true })
  target?: SlaTarget | null;

  @Field(() => Date, { nullable: true, description: "When that target had been due." })
  @Property({ type: "timestamptz", nullable: true })
  dueAt?: Date | null;

  @Field(() => Date, { description: "When it happened, UTC." })
  @Property({ type: "timestamptz" })
  at!: Date;
}

/** A line of a timeline that the person outside takes part in, and whose words are encrypted. */
@ObjectType()
@Entity({ abstract: true })
export abstract class CaseEntry extends HistoryEntry {
  @Field(() => Boolean, { description: "For staff only; false for what the person outside wrote or was told." })
  @Property({ type: "boolean", default: true })
  isInternal: Opt<boolean> = true;

  /** Notes, reasons and messages may name people: encrypted. */
  @Property({ type: "blob", nullable: true })
  textSealed?: Buffer | null;

  @Field(() => [String], { nullable: true, description: "Names of the fields that were changed." })
  @Property({ type: "array", columnType: "text[]", nullable: true })
  changedFields?: string[] | null;
}

/** What a module says of something that happened to its case, of whatever kind. */
export interface CaseEvent {
  /** What the audit trail calls it, e.g. complaint.assigned. */
  readonly audit: string;
  readonly assigneeId?: string | null;
  readonly escalationLevel?: number;
  readonly target?: SlaTarget;
  readonly dueAt?: Date;
  readonly before?: object;
  readonly after?: object;
}

/** The same of a case with a person outside. */
export interface CaseLine extends CaseEvent {
  /** Of the outside: what the person wrote or was told. */
  readonly isPublic?: boolean;
  /** Goes into the timeline, encrypted, and never into the audit trail. */
  readonly text?: string | null;
  readonly changedFields?: readonly string[];
}

/** The columns of every line; `outsider` names who did it when nobody of ours did. */
export function historyColumns(tx: Tx, line: CaseEvent, outsider?: string) {
  const actorId = tx.actor.kind === "USER" && !outsider ? tx.actor.userId : undefined;
  return {
    actor: actorId ? ref(User, actorId) : null,
    actorLabel: outsider ?? tx.actor.label,
    assignee: line.assigneeId ? ref(User, line.assigneeId) : null,
    escalationLevel: line.escalationLevel,
    target: line.target,
    dueAt: line.dueAt,
    at: tx.now,
    createdAt: tx.now,
  };
}

/** The columns of a line of a timeline. */
export function entryColumns(tx: Tx, line: CaseLine, outsider?: string) {
  return {
    ...historyColumns(tx, line, outsider),
    isInternal: !line.isPublic,
    textSealed: sealText(tx, line.text),
    changedFields: line.changedFields ? [...line.changedFields] : null,
  };
}

/** The same line in the audit trail, without its words. */
export function auditLine(
  tx: Tx,
  type: string,
  one: { readonly id: string; readonly hospital: { readonly id: string } },
  line: CaseEvent,
): void {
  const { audit, before, after } = line;
  tx.audit({ action: audit, targetType: type, targetId: one.id, hospitalId: one.hospital.id, before, after });
}
