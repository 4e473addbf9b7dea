/** Something the person at the keyboard can put right: printed as it is, without a stack. Says what is wrong, then what to do. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(what: string, ...advice: string[]) {
    super([what, ...advice.map((line) => `  → ${line}`)].join("\n"));
  }
}

/** The last stop of every command here: a Problem is advice, anything else is a fault of ours and keeps its stack. */
export function report(error: unknown): void {
  if (error instanceof Problem) console.error(`\n✗ ${error.message}\n`);
  else console.error("\n✗ Unexpected failure:\n", error);
}
