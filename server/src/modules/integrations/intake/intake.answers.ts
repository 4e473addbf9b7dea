import type { Response } from "express";
import { inLanguage, sendProblem, type FieldProblem, type Language } from "../../core/index.ts";
import type { EventProblem, EventReading } from "./event.rules.ts";
import type { Stored } from "./insert-events.ts";
import { intakeMessages } from "./intake.messages.ts";
import type { IntakeRefusal } from "./intake.refusal.ts";

/** Written without Express's `send`: this is the hot path. */
function sendJson(res: Response, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  res.end(text);
}

const taken = (stored: Stored) => ({ id: stored.id, status: "RECEIVED", duplicate: stored.isDuplicate });

const inWords = (problems: readonly EventProblem[], language: Language): FieldProblem[] =>
  problems.map(({ pointer, code }) => ({ pointer, code, message: inLanguage(intakeMessages[code], language) }));

export function answerSingle(res: Response, stored: Stored): void {
  sendJson(res, 202, taken(stored));
}

/** 202 when all were taken, 207 when some were, 422 when none was. `stored` has one entry for each event that was accepted. */
export function answerBatch(
  res: Response,
  readings: readonly EventReading[],
  stored: readonly Stored[],
  language: Language,
): void {
  let next = 0;
  const results = readings.map((reading, index) => {
    if ("problems" in reading) return { index, status: "REJECTED", errors: inWords(reading.problems, language) };
    const row = stored[next++];
    if (!row) throw new Error("fewer rows were stored than accepted");
    return { index, ...taken(row) };
  });
  const status = stored.length === readings.length ? 202 : stored.length > 0 ? 207 : 422;
  sendJson(res, status, { results });
}

export function answerRefusal(res: Response, requestId: string, refusal: IntakeRefusal, language: Language): void {
  for (const [name, value] of Object.entries(refusal.headers)) res.setHeader(name, value);
  res.setHeader("cache-control", "no-store");
  res.setHeader("content-language", inLanguage({ en: "en", ar: "ar" }, language));
  sendProblem(
    res,
    requestId,
    refusal.status,
    inLanguage(refusal.detail, language),
    inWords(refusal.problems, language),
  );
}
