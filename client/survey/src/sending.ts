import type { Reply, SurveyInput } from "./net.ts";
import { call } from "./net.ts";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Tries until the survey answers, each time with the answers as they are then; `onDelay` hears why each try did not get
 * through. The server makes repeated submissions one.
 */
export async function submitUntilAnswered(
  input: () => SurveyInput,
  onDelay: (kind: "LOST" | "BUSY") => void,
): Promise<Exclude<Reply, { kind: "LOST" | "BUSY" }>> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const reply = await call("submitPublicSurvey", input());
    if (reply.kind === "DONE" || reply.kind === "FAILED") return reply;
    onDelay(reply.kind);
    await onlineOrAfter(pause);
  }
}

/** The browser's “online” is a hint, not a promise: whichever comes first. */
function onlineOrAfter(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });
}
