import { AuditChainResolver } from "./audit/audit-chain.resolver.ts";
import { auditVerifyTick } from "./audit/audit-chain.tick.ts";
import { AuditEvent } from "./audit/audit-event.entity.ts";
import { AuditEventFieldsResolver } from "./audit/audit-fields.resolver.ts";
import { AuditResolver } from "./audit/audit.resolver.ts";
import { auditSealTick } from "./audit/audit-seal.ts";
import { refusalTick } from "./audit/refusals.ts";
import { bulkFailureList } from "./bulk/bulk-failures.list.ts";
import { BulkRow, BulkRun } from "./bulk/bulk-run.entity.ts";
import { bulkContract, bulkRunTick } from "./bulk/bulk.jobs.ts";
import { BulkRowResolver, BulkRunResolver } from "./bulk/bulk.resolver.ts";
import { partitionTick } from "./data/partitions.ts";
import { DeadLetterResolver } from "./events/dead-letter.resolver.ts";
import { OutboxMessage } from "./events/outbox-message.entity.ts";
import { outboxContract } from "./events/outbox.ts";
import { ExportLink } from "./exports/export-link.entity.ts";
import { ExportResolver } from "./exports/export.resolver.ts";
import { exportRoutes } from "./exports/export.routes.ts";
import { exportLinkTick } from "./exports/export.tick.ts";
import { looseFileTick } from "./files/keep-file.ts";
import { LooseFile } from "./files/loose-file.entity.ts";
import { JobTick } from "./jobs/job-tick.entity.ts";
import { auditRetention } from "./retention/retention-kind.ts";
import { RetentionResolver } from "./retention/retention.resolver.ts";
import { retentionTick } from "./retention/retention.tick.ts";
import { SearchResolver } from "./search/search.resolver.ts";
import type { ModuleDefinition } from "./module.ts";

export const coreModule: ModuleDefinition = {
  name: "core",
  entities: [AuditEvent, OutboxMessage, JobTick, LooseFile, ExportLink, BulkRun, BulkRow],
  resolvers: [
    AuditResolver,
    AuditEventFieldsResolver,
    AuditChainResolver,
    RetentionResolver,
    DeadLetterResolver,
    ExportResolver,
    BulkRunResolver,
    BulkRowResolver,
    SearchResolver,
  ],
  jobs: [
    outboxContract,
    auditSealTick,
    auditVerifyTick,
    refusalTick,
    retentionTick,
    partitionTick,
    looseFileTick,
    exportLinkTick,
    bulkContract,
    bulkRunTick,
  ],
  lists: [bulkFailureList],
  retention: [auditRetention],
  routes: exportRoutes,
};
