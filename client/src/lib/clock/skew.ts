/** The HTTP Date header counts whole seconds, so a smaller difference says nothing. */
const NOISE_MS = 1500;

/**
 * How far the server's clock is ahead of ours, from one answer: the header was written about half-way between sending and
 * receiving. A slow answer is a bad witness and leaves what we knew.
 */
export function skewFrom(serverDate: string | null, sentAt: number, receivedAt: number, known: number): number {
  const server = serverDate ? Date.parse(serverDate) : Number.NaN;
  if (Number.isNaN(server) || receivedAt - sentAt > 3000) return known;
  // The header was truncated to its second: on average half a second has been lost.
  const measured = server + 500 - (sentAt + receivedAt) / 2;
  return Math.abs(measured - known) < NOISE_MS ? known : Math.round(measured);
}
