import { liveChannel, type Tx } from "../core/index.ts";

/** AC-4: somebody's rights or log-ins changed. Every server asks again who is behind that person's open sockets. */
export const viewerChanged = liveChannel<{ readonly userId: string }>("px360:viewer");

export const tellViewerChanged = (tx: Tx, userId: string): void => tx.publish(viewerChanged, { userId });
