const patienceMs = 20_000;
const everyMs = 50;

/** What workers do takes its time: asks again until there is an answer. */
export async function until<Result>(
  what: string,
  ask: () => Promise<Result | undefined | null | false>,
): Promise<Result> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== null && result !== false) return result;
    if (Date.now() > end) throw new Error(`${what} did not come within ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
