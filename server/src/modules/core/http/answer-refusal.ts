import type { Response } from "express";
import { Failure, Refusal } from "../errors/failure.ts";
import { UploadRefusal } from "../files/receive-file.ts";
import { inLanguage, type Language } from "../text/bilingual.ts";
import { sendProblem } from "./problem.ts";

const statusOf: Readonly<Record<Refusal["code"], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 422,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** Refusals of services as problem+json in the caller's language. False for what is no refusal but a fault. */
export function answerRefusal(res: Response, requestId: string, error: unknown, language: Language): boolean {
  // The unread rest of an upload must not keep the connection busy.
  if (!res.req.readableEnded) res.setHeader("connection", "close");
  if (error instanceof UploadRefusal) sendProblem(res, requestId, error.status, inLanguage(error.text, language));
  else if (error instanceof Refusal) {
    const { retryAfterSeconds } = error.extensions;
    if (typeof retryAfterSeconds === "number") res.setHeader("retry-after", String(retryAfterSeconds));
    sendProblem(res, requestId, statusOf[error.code], inLanguage(error.text, language));
  } else if (error instanceof Failure)
    sendProblem(res, requestId, 422, error.problems.map(({ message }) => inLanguage(message, language)).join(" "));
  else return false;
  return true;
}
