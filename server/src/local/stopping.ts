/**
 * Resolves when this command is told to end: Ctrl-C, SIGTERM, a closed terminal, or the npm that started it gone.
 * Later signals change nothing (npm and the terminal both send one), so whoever waits can tidy up in peace.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      clearInterval(watch);
      resolve(signal);
    };
    // A killed npm forwards nothing, but leaves us to another parent. The timer also keeps this process running.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid === parent || stop("SIGHUP"), 1_000);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
}
