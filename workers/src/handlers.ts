import { rollupPruneTick, runRollupPrune } from "@px360/server/modules/analytics";
import {
  applyBulkRows,
  auditSealTick,
  auditVerifyTick,
  bulkContract,
  bulkRunTick,
  deliverOutbox,
  exportLinkTick,
  looseFileTick,
  outboxContract,
  partitionTick,
  refusalTick,
  retentionTick,
  runAuditVerifyTick,
  runBulkRunTick,
  runExportLinkTick,
  runLooseFileTick,
  runPartitionTick,
  runRefusalTick,
  runRetentionTick,
  runSystemTx,
  sealAuditEvents,
  type JobHandler,
  type Kernel,
} from "@px360/server/modules/core";
import { patientNamesTick, runPatientNamesTick } from "@px360/server/modules/organizations";
import { inboundEventsContract, inboundKeysTick, runInboundKeysTick } from "@px360/server/modules/integrations";
import { processInboundEvents } from "@px360/server/modules/journeys";
import {
  notificationsContract,
  sendNotifications,
  readNotificationTick,
  runReadNotificationTick,
} from "@px360/server/modules/notifications";
import { runSlaClockTick, runSlaRecomputeTick, slaClockTick, slaRecomputeTick } from "@px360/server/modules/sla";
import {
  runSurveyExpiryTick,
  runSurveyReminderTick,
  surveyExpiryTick,
  surveyReminderTick,
} from "@px360/server/modules/surveys";

/** The one list: every job contract of a module with what does it. A contract without a handler, or with two, stops the worker at start. */
export const handlers: readonly JobHandler[] = [
  { contract: outboxContract, handle: deliverOutbox },
  { contract: inboundEventsContract, handle: processInboundEvents },
  { contract: notificationsContract, handle: sendNotifications },
  { contract: bulkContract, handle: applyBulkRows },
  { contract: bulkRunTick, run: runBulkRunTick },
  { contract: auditSealTick, run: sealWhatWaits },
  { contract: auditVerifyTick, run: runAuditVerifyTick },
  { contract: refusalTick, run: runRefusalTick },
  { contract: retentionTick, run: runRetentionTick },
  { contract: partitionTick, run: runPartitionTick },
  { contract: looseFileTick, run: runLooseFileTick },
  { contract: exportLinkTick, run: runExportLinkTick },
  { contract: readNotificationTick, run: runReadNotificationTick },
  { contract: patientNamesTick, run: runPatientNamesTick },
  { contract: inboundKeysTick, run: runInboundKeysTick },
  { contract: surveyExpiryTick, run: runSurveyExpiryTick },
  { contract: surveyReminderTick, run: runSurveyReminderTick },
  { contract: slaClockTick, run: runSlaClockTick },
  { contract: slaRecomputeTick, run: runSlaRecomputeTick },
  { contract: rollupPruneTick, run: runRollupPrune },
];

/** In transactions of bounded size; a busy hour writes more entries between two ticks than one of them seals. */
async function sealWhatWaits(kernel: Kernel): Promise<void> {
  while ((await runSystemTx(kernel, auditSealTick.name, sealAuditEvents)) > 0);
}
