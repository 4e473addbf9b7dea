import type { SurveyInput } from "./net.ts";
import { call } from "./net.ts";
import type { Reply } from "./net.ts";

/** Long enough to gather what is typed in one go, short enough that little is lost with the phone. */
const PAUSE_MS = 1_200;

export interface Saver {
  changed: () => void;
  /** The page goes away: send what is waiting at once. */
  leaving: () => void;
  stop: () => void;
}

/**
 * Saves to the server after a pause, one call at a time; a lost save is not retried by itself, the next one carries all
 * answers.
 */
export function createSaver(input: () => SurveyInput, onReply: (reply: Reply, sent: SurveyInput) => void): Saver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isWaiting = false;
  let isStopped = false;

  async function save(isLeaving: boolean): Promise<void> {
    clearTimeout(timer);
    if (isStopped || !isWaiting || (isBusy && !isLeaving)) return;
    isWaiting = false;
    isBusy = true;
    const sent = input();
    const reply = await call("savePublicSurvey", sent, { isLeaving });
    isBusy = false;
    if (isStopped) return;
    onReply(reply, sent);
    if (isWaiting) later();
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(false), PAUSE_MS);
  }

  return {
    changed: () => {
      isWaiting = true;
      later();
    },
    leaving: () => void save(true),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
