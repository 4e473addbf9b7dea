import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { sql } from "../data/sql.ts";
import { unscoped } from "../graphql/loader.ts";
import { Allow } from "../policy/allow.ts";
import { auditVerifyTick } from "./audit-chain.tick.ts";
import { countWaiting } from "./audit-verify.ts";

@ObjectType({ description: "Whether the audit trail is as it was written." })
export class AuditChain {
  @Field(() => Boolean, { description: "Nothing that was verified is missing or changed." })
  isWhole!: boolean;

  @Field(() => Boolean, { description: "The verification does not run as it should." })
  isLate!: boolean;

  @Field(() => Int, { description: "Position of the last sealed entry." })
  sealed!: number;

  @Field(() => Int, { description: "Entries that are not sealed yet." })
  waiting!: number;

  @Field(() => Int, { description: "Position up to which the chain is verified." })
  verifiedUpTo!: number;

  @Field(() => Int, { description: "Position where the chain begins: what came before is past its retention." })
  beginsAfter!: number;

  @Field(() => Date, { nullable: true, description: "Last verification, UTC." })
  verifiedAt?: Date | null;

  @Field(() => Date, { nullable: true, description: "When all of it was last verified again from its beginning, UTC." })
  wholeVerifiedAt?: Date | null;

  @Field(() => Int, { nullable: true, description: "First position that does not fit." })
  brokenAt?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "SEAL_MISSING, ENTRY_MISSING, CHANGED or CUT_OFF.",
  })
  brokenReason?: string | null;

  @Field(() => Date, { nullable: true, description: "When that was found, UTC." })
  brokenSince?: Date | null;
}

interface Row {
  readonly sealed: string;
  readonly verifiedUpTo: string;
  readonly beginsAfter: string;
  readonly verifiedAt: string | null;
  readonly wholeVerifiedAt: string | null;
  readonly brokenAt: string | null;
  readonly brokenReason: string | null;
  readonly brokenSince: string | null;
}

const lateAfterMs = 10 * auditVerifyTick.everySeconds * 1_000;
const dateOf = (value: string | null) => (value === null ? null : new Date(value));

@Resolver()
export class AuditChainResolver {
  @Allow("audit.read")
  @Query(() => AuditChain, { description: "How far the chain of the audit trail is verified, and whether it holds." })
  async auditChain(@Ctx() context: RequestContext): Promise<AuditChain> {
    const em = unscoped(context);
    const [row] = await sql<Row>(
      em,
      `select coalesce((select max(position) from audit_seal), 0) as sealed, verified_position as "verifiedUpTo",
              coalesce((select max(position) from audit_anchor), 0) as "beginsAfter", verified_at as "verifiedAt",
              again_whole_at as "wholeVerifiedAt", broken_position as "brokenAt", broken_reason as "brokenReason",
              broken_at as "brokenSince" from audit_chain`,
    );
    if (!row) throw new Error("the row of audit_chain is missing");
    const verifiedAt = dateOf(row.verifiedAt);
    const sealed = Number(row.sealed);
    const isBehind = Number(row.verifiedUpTo) < sealed;
    const age = context.kernel.clock().getTime() - (verifiedAt?.getTime() ?? 0);
    return {
      isWhole: row.brokenAt === null,
      isLate: isBehind && age > lateAfterMs,
      sealed,
      waiting: await countWaiting(em),
      verifiedUpTo: Number(row.verifiedUpTo),
      beginsAfter: Number(row.beginsAfter),
      verifiedAt,
      wholeVerifiedAt: dateOf(row.wholeVerifiedAt),
      brokenAt: row.brokenAt === null ? null : Number(row.brokenAt),
      brokenReason: row.brokenReason,
      brokenSince: dateOf(row.brokenSince),
    };
  }
}
