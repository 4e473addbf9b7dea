import { createServer } from "node:net";

export const LOOPBACK = "127.0.0.1";

/** A port of the kernel's choice. Free now; whoever uses it must still cope with losing the race for it. */
export function anyFreePort(): Promise<number> {
  return tryPort(0, LOOPBACK).then((port) => port!);
}

/** The wanted port or the next free one above it. Asks for all interfaces, since that is how the server will listen. */
export async function freePortFrom(wanted: number, tries = 50): Promise<number | null> {
  for (let port = wanted; port < wanted + tries && port < 65_536; port += 1) {
    // A listener on one family only is still in the way of "localhost", so both must be free.
    if ((await tryPort(port)) && (await tryPort(port, LOOPBACK))) return port;
  }
  return null;
}

function tryPort(port: number, host?: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(null) : reject(error),
    );
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}
