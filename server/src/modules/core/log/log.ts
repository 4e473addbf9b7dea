import { pino, type Logger } from "pino";

export type Log = Logger;

/** Fields that may carry a patient's identity or a secret: removed wherever a caller puts them (F12: none in any log). */
const sensitive = [
  "password",
  "token",
  "accessToken",
  "refreshToken",
  "authorization",
  "cookie",
  "apiKey",
  "secret",
  "payload",
  "body",
  "recipient",
  "mobile",
  "phone",
  "email",
  "nationalId",
  "name",
  "nameAr",
  "nameEn",
  "answers",
];

const paths = sensitive.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

interface DatabaseFault {
  code?: string;
  constraint?: string;
  sqlState?: string;
}

/**
 * What a log may say of an error. Database errors carry the statement with its values in message and stack, so of those
 * only the SQLSTATE and the constraint are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fault = error as Error & DatabaseFault;
  const isDatabase = typeof fault.code === "string" && /^[0-9A-Z]{5}$/.test(fault.code);
  if (isDatabase) return { type: error.name, code: fault.code, constraint: fault.constraint };
  return { type: error.name, message: error.message, stack: error.stack };
}

export function createLog(level: string, name: string): Log {
  return pino({
    level,
    redact: { paths, censor: "[redacted]" },
    serializers: { err: describeError, error: describeError },
    base: { service: name },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

/** Integrations log to a logger of their own (F12), so that their noise can be routed and kept apart. */
export function integrationsLog(log: Log): Log {
  return log.child({ channel: "integrations" });
}
