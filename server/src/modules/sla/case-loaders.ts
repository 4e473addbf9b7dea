import type { RequestContext } from "../core/index.ts";
import { slaClocksLoader, slaHistoryLoader } from "./clocks.loader.ts";
import { slaExplanationLoader } from "./explain.service.ts";
import { outcomeOf, type SlaOutcome } from "./outcome.rules.ts";
import { SlaCaseKind, SlaTarget } from "./sla.enums.ts";

const loadersOf = (kind: SlaCaseKind) => {
  const clocks = slaClocksLoader(kind);
  return { clocks, explanation: slaExplanationLoader(clocks), history: slaHistoryLoader(kind) };
};
export const caseLoaders: Readonly<Record<SlaCaseKind, ReturnType<typeof loadersOf>>> = {
  [SlaCaseKind.COMPLAINT]: loadersOf(SlaCaseKind.COMPLAINT),
  [SlaCaseKind.INQUIRY]: loadersOf(SlaCaseKind.INQUIRY),
  [SlaCaseKind.FEEDBACK]: loadersOf(SlaCaseKind.FEEDBACK),
  [SlaCaseKind.ACTION]: loadersOf(SlaCaseKind.ACTION),
};

/** SLA-21: for who sees the case: in its own row, its list and its export. */
export async function outcomeOfCase(
  context: RequestContext,
  kind: SlaCaseKind,
  id: string,
): Promise<SlaOutcome | null> {
  const clocks = await caseLoaders[kind].clocks(context, id);
  return outcomeOf(
    clocks.find(({ target }) => target === SlaTarget.RESOLVE),
    context.kernel.clock(),
  );
}
