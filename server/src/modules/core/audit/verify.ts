import { loadConfig } from "../config/config.ts";
import { createOrm } from "../data/orm.ts";
import { AuditEvent } from "./audit-event.entity.ts";
import { anchorOf, verifyAuditChain, type BreakReason } from "./audit-verify.ts";

const words: Readonly<Record<BreakReason, string>> = {
  SEAL_MISSING: "a seal is missing",
  ENTRY_MISSING: "a sealed entry is missing",
  CHANGED: "an entry or a seal was changed",
  LOOSE: "an entry is neither sealed nor waiting to be sealed",
  CUT_OFF: "the expected head is not in the chain: the end was cut off",
};

/**
 * `npm run audit:verify [-- <head>]`: recomputes the chain of the audit trail. With the head that an earlier run printed,
 * it also proves that nothing was cut off the end. Exits 1 when the chain is broken.
 */
const orm = await createOrm({ ...loadConfig(), STATEMENT_TIMEOUT_SECONDS: 0 }, [AuditEvent]);
try {
  const anchor = await anchorOf(orm.em.fork());
  if (anchor.position > 0) console.log(`Entries up to position ${anchor.position} are past their retention.`);
  const state = await verifyAuditChain(orm.em.fork(), process.argv[2]);
  if (state.isWhole) {
    console.log(`The audit trail is whole: ${state.sealed} entries sealed, ${state.waiting} waiting to be sealed.`);
    console.log(`Head: ${state.head}  (keep it elsewhere, and give it to the next run)`);
  } else {
    console.error(`The audit trail is BROKEN at position ${state.brokenAt}: ${words[state.reason ?? "CHANGED"]}.`);
    process.exitCode = 1;
  }
} finally {
  await orm.close(true);
}
