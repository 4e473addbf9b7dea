import { createServer } from "node:net";
import { Problem } from "./problem.ts";

export const LOOPBACK = "127.0.0.1";

/** A port of the kernel's choice. Free now; whoever uses it must still cope with losing the race for it. */
export async function anyFreePort(): Promise<number> {
  const port = await tryPort(0, LOOPBACK);
  if (port === null)
    throw new Problem("This machine has no free port left.", "End programs that hold many connections.");
  return port;
}

/** The wanted port or the next free one above it. Asks for all interfaces, since that is how the server will listen. */
export async function freePortFrom(wanted: number, tries = 50): Promise<number | null> {
  for (let port = wanted; port < wanted + tries && port < 65_536; port += 1) {
    // A listener on one family only is still in the way of "localhost", so both must be free.
    if ((await tryPort(port)) && (await tryPort(port, LOOPBACK))) return port;
  }
  return null;
}

/** PORT as a number, or a Problem. */
export function wantedPort(text: string | undefined): number {
  const port = Number(text || 4000);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Problem(`PORT is "${text}".`, "Set it to a number from 1 to 65535, or unset it for 4000.");
}

/** The port to serve on: the wanted one, or the next free one, and then it says so. */
export async function choosePort(wanted: number, say: (line: string) => void = console.log): Promise<number> {
  const port = await freePortFrom(wanted);
  if (port === null)
    throw new Problem(`No port from ${wanted} on is free.`, "Set PORT to another one, e.g. PORT=8080 npm start");
  if (port !== wanted) say(`Port ${wanted} is taken or not allowed to you: using ${port}. PORT chooses another.`);
  return port;
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
