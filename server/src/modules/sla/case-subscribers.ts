import type { EntityClass, FilterQuery } from "@mikro-orm/core";
import { subscriber, type Delivery, type Subscriber, type Tx } from "../core/index.ts";
import type { CaseClocks, TimedCase } from "./case-clocks.ts";
import { standingsOf } from "./case-state.ts";
import { slaClockBreached, slaClockDueSoon, slaDueChanged, slaEscalated } from "./sla.events.ts";
import type { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

interface Follower<Case extends TimedCase> {
  /** The module; subscribers are stored by its name. */
  readonly module: string;
  readonly entity: EntityClass<Case>;
  readonly kinds: readonly SlaCaseKind[];
  readonly clocks: CaseClocks<Case>;
}

/** What a module with cases does when the engine speaks: the case follows its deadline, and its timeline tells what happened. */
export function caseSubscribers<Case extends TimedCase>(follower: Follower<Case>): readonly Subscriber[] {
  const { module, entity, kinds, clocks } = follower;
  const { tell, reassign } = clocks;

  /** Each of the module's cases with its fact; the engine speaks of other modules' cases as well. */
  async function casesOf<Fact extends { readonly kind: string; readonly caseId: string }>(
    tx: Tx,
    deliveries: readonly Delivery<Fact>[],
  ) {
    const facts = deliveries
      .map(({ payload }) => payload)
      .filter(({ kind }) => (kinds as readonly string[]).includes(kind));
    const id = { $in: [...new Set(facts.map(({ caseId }) => caseId))] };
    const found = await tx.em.find(entity, { id } as FilterQuery<unknown> as FilterQuery<Case>);
    const byId = new Map(found.map((one) => [one.id, one as Case]));
    const standings = await standingsOf(tx, [...byId.keys()]);
    return facts.flatMap((fact) => {
      const one = byId.get(fact.caseId);
      const standing = standings.get(fact.caseId);
      return one && standing ? [{ one, fact, standing }] : [];
    });
  }

  return [
    /**
     * SLA-7, SLA-10: a calendar or a policy moved the deadline; later, the case falls back in its chain. The case takes over how
     * it stands now, as it may rest by the time this is heard; what has ended keeps what it ended with.
     */
    subscriber({
      name: `${module}.follow-deadlines`,
      event: slaDueChanged,
      async handle(tx, deliveries) {
        for (const { one, standing } of await casesOf(tx, deliveries)) {
          const { dueAt, level, isEnded } = standing;
          if (isEnded) continue;
          const before = { dueAt: one.dueAt ?? null, escalationLevel: one.escalationLevel };
          if (before.dueAt?.getTime() === dueAt?.getTime() && before.escalationLevel === level) continue;
          one.dueAt = dueAt;
          one.escalationLevel = level;
          tell(tx, one, { kind: "DEADLINE_CHANGED", before, after: { dueAt, escalationLevel: level } });
        }
      },
    }),
    subscriber({
      name: `${module}.note-reminders`,
      event: slaClockDueSoon,
      async handle(tx, deliveries) {
        for (const { one, fact } of await casesOf(tx, deliveries)) {
          const after = { target: fact.target, dueAt: fact.dueAt };
          const target = fact.target as SlaTarget;
          tell(tx, one, { kind: "REMINDED", target, assigneeId: one.assignee?.id, after });
        }
      },
    }),
    /** SLA-22: late is what the clock says, so that it stands there whoever was told of it, and once for each time. */
    subscriber({
      name: `${module}.note-breaches`,
      event: slaClockBreached,
      async handle(tx, deliveries) {
        for (const { one, fact } of await casesOf(tx, deliveries)) {
          const { target, dueAt } = fact;
          tell(tx, one, {
            kind: "BREACHED",
            target: target as SlaTarget,
            dueAt: new Date(dueAt),
            after: { target, dueAt },
          });
        }
      },
    }),
    /** The engine chooses and tells whom; the case shows how high it rose. */
    subscriber({
      name: `${module}.note-escalations`,
      event: slaEscalated,
      async handle(tx, deliveries) {
        for (const { one, fact, standing } of await casesOf(tx, deliveries)) {
          // By hand it was written down with its reason.
          if (fact.isByHand) continue;
          const { level, recipientId, isReassigning, target } = fact;
          const before = one.escalationLevel;
          one.escalationLevel = standing.level;
          tell(tx, one, {
            kind: "ESCALATED",
            target: target as SlaTarget,
            escalationLevel: level,
            assigneeId: recipientId,
            before: { escalationLevel: before },
            after: { escalationLevel: one.escalationLevel, recipientId, target },
          });
          if (!standing.isEnded) await reassign(tx, one, { recipientId, isReassigning });
        }
      },
    }),
  ];
}
