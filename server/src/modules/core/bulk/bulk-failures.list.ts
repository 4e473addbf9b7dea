import { unauthenticated } from "../errors/failure.ts";
import type { ListDefinition } from "../exports/list-definition.ts";
import { unscoped } from "../graphql/loader.ts";
import { findPage } from "../graphql/page.ts";
import type { Bilingual } from "../text/bilingual.ts";
import { BulkRow, BulkRowState, BulkRun } from "./bulk-run.entity.ts";
import type { BulkFailureFilter } from "./bulk.types.ts";

const stateWords: Readonly<Record<BulkRowState, Bilingual>> = {
  WAITING: { en: "Waiting", ar: "في الانتظار" },
  DONE: { en: "Done", ar: "تم" },
  FAILED: { en: "Failed", ar: "تعذّر" },
  NOT_PERMITTED: { en: "Not permitted", ar: "غير مسموح" },
};

/** What a run could not do, for the outcome's dialog and as a file; only whoever began the run finds it. */
export const bulkFailureList: ListDefinition<BulkRow, BulkFailureFilter> = {
  name: "bulkFailures",
  title: { en: "Failed rows", ar: "العناصر المتعذّرة" },
  permission: "SIGNED_IN",
  filterType: "BulkFailureFilter",
  async page(context, page, filter) {
    if (!context.viewer) throw unauthenticated();
    const em = unscoped(context);
    const run = await em.findOne(BulkRun, { id: filter?.runId ?? "", userId: context.viewer.userId });
    const where = { run: run?.id ?? null, state: { $in: [BulkRowState.FAILED, BulkRowState.NOT_PERMITTED] } };
    return findPage(em, BulkRow, where as never, [{ field: "position", direction: "ASC" }], page);
  },
  columns: [
    {
      key: "label",
      header: { en: "Reference", ar: "الرقم المرجعي" },
      value: ({ label, targetId }) => label ?? targetId,
    },
    { key: "state", header: { en: "Outcome", ar: "النتيجة" }, value: ({ state }) => stateWords[state as BulkRowState] },
    {
      key: "message",
      header: { en: "Why", ar: "السبب" },
      value: ({ messageEn, messageAr }) => ({ en: messageEn ?? "", ar: messageAr ?? "" }),
    },
  ],
};
