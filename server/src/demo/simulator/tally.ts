/** What happened, for the lines on the terminal. */
export class Tally {
  sent = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  retries = 0;
  late = 0;
  stages = 0;
  invited = 0;
  answered = 0;
  badAnswers = 0;
  faults = 0;
  lastFault: string | null = null;
  readonly encounters = new Set<string>();

  fault(error: unknown): void {
    if (error instanceof Error && error.name === "AbortError") return;
    this.faults++;
    this.lastFault = error instanceof Error ? error.message : String(error);
  }

  line(seconds: number): string {
    return `${String(Math.round(seconds)).padStart(5)} s  ${this.sent} events sent, ${this.encounters.size} encounters, ${this.stages} stages, ${this.invited} invitations, ${this.answered} answers`;
  }

  summary(seconds: number): string {
    const rows: (readonly [string, string])[] = [
      [
        "Events sent",
        `${this.sent} in ${seconds.toFixed(0)} s (${(this.sent / Math.max(seconds, 1)).toFixed(1)} per second)`,
      ],
      ["  accepted", String(this.accepted)],
      ["  known already", String(this.duplicates)],
      ["  refused", String(this.rejected)],
      ["  out of order", String(this.late)],
      ["  sent again", String(this.retries)],
      ["Encounters", String(this.encounters.size)],
      ["Stages completed", String(this.stages)],
      ["Patients invited", String(this.invited)],
      ["Answers", `${this.answered}, of which ${this.badAnswers} bad`],
      ...(this.faults > 0 ? [["Answers that failed", `${this.faults} (${this.lastFault})`] as const] : []),
    ];
    return rows.map(([name, value]) => `${name.padEnd(20)} ${value}`).join("\n");
  }
}
