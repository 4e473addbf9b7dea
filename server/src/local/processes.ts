import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process by number and by start: numbers are used again, after a restart of the machine sooner than one expects. */
export interface ProcessMark {
  pid: number;
  /** Clock ticks since boot (proc(5), field 22); "" where there is no /proc. */
  started: string;
}

export function markOf(pid: number): ProcessMark | null {
  try {
    // The name in field 2 may hold spaces and brackets, so count from the last ")".
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, started] = [fields[0], fields[19]];
    return state === "Z" || state === "X" ? null : { pid, started: started ?? "" };
  } catch {
    return process.platform !== "linux" && answersSignalZero(pid) ? { pid, started: "" } : null;
  }
}

export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started;
}

/** Sends each signal in turn until the process is gone, waiting `ms` after each. Returns whether it is. */
export async function end(mark: ProcessMark, ...steps: { signal: NodeJS.Signals; ms: number }[]): Promise<boolean> {
  for (const { signal, ms } of steps) {
    if (!isAlive(mark)) return true;
    trySignal(mark.pid, signal);
    const deadline = Date.now() + ms;
    while (isAlive(mark) && Date.now() < deadline) await sleep(20);
  }
  return !isAlive(mark);
}

/** The command line, which unlike the working directory anyone may read, also in a container without ptrace rights. */
export function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone: what was wanted.
  }
}

function answersSignalZero(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
