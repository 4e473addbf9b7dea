import { mdiReplay } from "@mdi/js";
import { computed } from "vue";
import { type BulkVerb, useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import { ReplayInboundEventsBulkDocument } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";

/** What can be done to many events. */
export function useEventVerbs() {
  const { t } = useText();
  const replay = useBulkCommand(ReplayInboundEventsBulkDocument);
  return computed((): BulkVerb[] => [
    {
      key: "replay",
      permission: "inboundEvent.replay",
      icon: mdiReplay,
      label: t("inbound-events.replay"),
      title: t("inbound-events.askReplay.many"),
      text: t("inbound-events.askReplay.text"),
      run: (targets) => replay(targets),
    },
  ]);
}
