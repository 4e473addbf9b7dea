/** No answer of the database for this long counts as none: the sender gets 503 and tries again. */
export const databasePatienceMs = 10_000;

/**
 * The result of `work`, or an error when it takes longer. The work itself goes on; its outcome is nobody's any more, and
 * that is safe, because an event that is sent again is not stored twice (IN-3).
 */
export async function withinPatience<Result>(work: Promise<Result>, patienceMs = databasePatienceMs): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the database did not answer in time")), patienceMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
