export interface Bell {
  ring(): void;
}

/** At most this often: a worker that was woken takes all that is there. */
const quietMs = 20;

/** Rings at once, and once more after the quiet span when it was asked for meanwhile. A lost ring is the sweep's matter. */
export function createBell(sound: () => Promise<unknown>): Bell {
  let isQuiet = false;
  let isWanted = false;
  const ring = (): void => {
    if (isQuiet) {
      isWanted = true;
      return;
    }
    isQuiet = true;
    sound().catch(() => undefined);
    setTimeout(() => {
      isQuiet = false;
      if (!isWanted) return;
      isWanted = false;
      ring();
    }, quietMs).unref();
  };
  return { ring };
}
