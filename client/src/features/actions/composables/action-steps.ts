import {
  mdiAccountArrowLeftOutline,
  mdiAccountPlusOutline,
  mdiArrowUpBoldOutline,
  mdiCheckBold,
  mdiPauseCircleOutline,
  mdiPlay,
  mdiPlayCircleOutline,
  mdiShieldAccountOutline,
  mdiUndoVariant,
} from "@mdi/js";
import type { PxActionCardFragment } from "#generated/graphql.ts";

export type ActionCard = PxActionCardFragment;
/** Steps that ask for a note or a reason first. */
export type ReasonedStep = "requestApproval" | "approve" | "reject" | "cancel" | "escalate" | "putBack" | "pause";
export type CardStep = Exclude<ReasonedStep, "cancel"> | "take" | "start" | "resume" | "assign";

const STEPS: readonly { key: CardStep; ability: Exclude<keyof ActionCard["abilities"], "__typename">; icon: string }[] =
  [
    { key: "take", ability: "canTake", icon: mdiAccountArrowLeftOutline },
    { key: "approve", ability: "canApprove", icon: mdiCheckBold },
    { key: "start", ability: "canStart", icon: mdiPlay },
    { key: "requestApproval", ability: "canRequestApproval", icon: mdiShieldAccountOutline },
    { key: "resume", ability: "canResume", icon: mdiPlayCircleOutline },
    { key: "pause", ability: "canPause", icon: mdiPauseCircleOutline },
    { key: "reject", ability: "canReject", icon: mdiUndoVariant },
    { key: "putBack", ability: "canPutBack", icon: mdiUndoVariant },
    { key: "assign", ability: "canAssign", icon: mdiAccountPlusOutline },
    { key: "escalate", ability: "canEscalate", icon: mdiArrowUpBoldOutline },
  ];

/** What this person may do with the card now: the server says so. One list for the menu and for the drop zones. */
export function stepsOf(card: ActionCard) {
  // Taking back the own request has the same ability as putting back, but goes another way.
  const isPending = card.status === "PENDING_APPROVAL";
  return STEPS.filter(({ key, ability }) => card.abilities[ability] && !(key === "putBack" && isPending));
}
