const failuresToOpen = 5;
const pauseMs = 30_000;

/**
 * Keeps from hammering a gateway that is down: after five failures in a row messages wait for half a minute without counting an attempt.
 * Then one batch probes; its first success closes the circuit, its first failure opens it again.
 */
export class Circuit {
  private failures = 0;
  private openUntil: Date | null = null;

  /** Until when nothing is to be sent, or null. */
  blockedUntil(now: Date): Date | null {
    return this.openUntil && this.openUntil > now ? this.openUntil : null;
  }

  succeeded(): void {
    this.failures = 0;
    this.openUntil = null;
  }

  failed(now: Date): void {
    this.failures++;
    if (this.failures >= failuresToOpen) this.openUntil = new Date(now.getTime() + pauseMs);
  }
}

const circuits = new Map<string, Circuit>();

/** One per setting and version: a setting that somebody mended starts afresh. Per process; each worker finds out for itself. */
export function circuitOf(setting: { readonly id: string; readonly version: number }): Circuit {
  const key = `${setting.id}:${setting.version}`;
  let circuit = circuits.get(key);
  if (!circuit) circuits.set(key, (circuit = new Circuit()));
  return circuit;
}
