import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { mdiPauseCircleOutline, mdiPlayCircleOutline } from "@mdi/js";
import { computed } from "vue";
import { type BulkTargets, type BulkVerb, useBulkCommand } from "#entities/bulk/bulk-verb.ts";
import type { BulkAnswerFragment } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";
import type { Permission } from "#lib/permissions/permissions.ts";

/** Many hospitals, physicians or employees are switched on or off. */
export function useActiveVerbs(
  permission: Permission,
  document: TypedDocumentNode<{ bulk: BulkAnswerFragment }, { input: BulkTargets & { isActive: boolean } }>,
) {
  const { t } = useText();
  const setActive = useBulkCommand(document);
  const verb = (key: "activate" | "deactivate", icon: string): BulkVerb => ({
    key,
    permission,
    icon,
    label: t(`organizations.${key}`),
    title: t(`organizations.bulk.${key}.title`),
    text: t(`organizations.bulk.${key}.text`),
    run: (targets) => setActive({ ...targets, isActive: key === "activate" }),
  });
  return computed(() => [verb("activate", mdiPlayCircleOutline), verb("deactivate", mdiPauseCircleOutline)]);
}
