import type { Response } from "express";

export interface FieldProblem {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

const titles: Record<number, string> = {
  400: "Malformed request",
  401: "No or wrong credentials",
  403: "Not permitted",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  415: "Unsupported media type",
  422: "Well-formed but wrong",
  429: "Too many requests",
  500: "Something went wrong on our side",
  503: "Temporarily unavailable",
};

/** RFC 9457. `detail` says what to do; it never repeats what was sent. */
export function sendProblem(
  res: Response,
  requestId: string,
  status: number,
  detail: string,
  errors: readonly FieldProblem[] = [],
): void {
  if (res.headersSent) return;
  res
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: `urn:px360:problem:${status}`,
        title: titles[status] ?? "Refused",
        status,
        detail,
        request_id: requestId,
        errors,
      }),
    );
}
