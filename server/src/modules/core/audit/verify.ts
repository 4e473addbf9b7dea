import { loadConfig } from "../config/config.ts";
import { createOrm } from "../data/orm.ts";
import { AuditEvent } from "./audit-event.entity.ts";
import { verifyAuditChain } from "./audit-seal.ts";

/**
 * `npm run audit:verify [-- <head>]`: recomputes the chain of the audit trail. With the head that an earlier run printed,
 * it also proves that nothing was cut off the end. Exits 1 when the chain is broken.
 */
const orm = await createOrm({ ...loadConfig(), STATEMENT_TIMEOUT_SECONDS: 0 }, [AuditEvent]);
try {
  const state = await verifyAuditChain(orm.em.fork(), process.argv[2]);
  if (state.isWhole) {
    console.log(`The audit trail is whole: ${state.sealed} entries sealed, ${state.waiting} waiting to be sealed.`);
    console.log(`Head: ${state.head}  (keep it elsewhere, and give it to the next run)`);
  } else {
    console.error(`The audit trail is BROKEN at position ${state.brokenAt}: ${state.reason}.`);
    process.exitCode = 1;
  }
} finally {
  await orm.close(true);
}
