import { intakeMessages } from "../intake/intake.messages.ts";

const identifier = (description: string, example: string) => ({
  type: "string",
  minLength: 1,
  maxLength: 128,
  description: `${description} Trimmed, NFC, no control characters.`,
  examples: [example],
});
const nullable = (schema: { type: string }) => ({ ...schema, type: [schema.type, "null"] });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const problem = {
  type: "object",
  required: ["pointer", "code", "message"],
  properties: {
    pointer: {
      type: "string",
      description: "JSON pointer into the body; empty for the body itself.",
      examples: ["/events/1/occurred_at"],
    },
    code: { type: "string", enum: Object.keys(intakeMessages), description: "Stable, for programs." },
    message: { type: "string", description: "For people, in Arabic or English as Accept-Language asks." },
  },
};

const taken = {
  id: { type: "string", format: "uuid", description: "Our id of the event; a repeat gets the first one's." },
  status: { const: "RECEIVED" },
  duplicate: { type: "boolean", description: "The event was there before; nothing happens twice." },
};

export const schemas = {
  Event: {
    type: "object",
    required: ["source_system", "event_code", "encounter_id"],
    properties: {
      source_system: identifier("The sending system; the one that the credentials are bound to.", "HIS"),
      event_id: nullable(
        identifier(
          "The sender's id: makes the call idempotent. Without it the content does, for 24 hours.",
          "HIS-20261123-000123",
        ),
      ),
      event_code: identifier("What happened.", "LAB_ORDER_COMPLETED"),
      encounter_id: identifier("The encounter it belongs to.", "E-2026-000123"),
      patient_identifier: nullable(identifier("The patient's number (MRN).", "MRN-000045")),
      hospital_code: nullable(
        identifier("The hospital; may be left out when the credentials are bound to one.", "OLAYA"),
      ),
      occurred_at: {
        type: ["string", "null"],
        format: "date-time",
        examples: ["2026-11-23T08:15:00+03:00"],
        description: "RFC 3339 with offset; now when left out; at most 5 minutes in the future.",
      },
      payload: {
        type: ["object", "null"],
        additionalProperties: true,
        description: "Any object up to 64 KiB and 64 levels, stored as sent; unknown keys are kept.",
      },
    },
  },
  Batch: {
    type: "object",
    required: ["events"],
    properties: { events: { type: "array", minItems: 1, maxItems: 1000, items: ref("Event") } },
  },
  Taken: { type: "object", required: ["id", "status", "duplicate"], properties: taken },
  BatchResults: {
    type: "object",
    required: ["results"],
    properties: {
      results: {
        type: "array",
        items: {
          oneOf: [
            {
              type: "object",
              required: ["index", "id", "status", "duplicate"],
              properties: { index: { type: "integer" }, ...taken },
            },
            {
              type: "object",
              required: ["index", "status", "errors"],
              properties: {
                index: { type: "integer" },
                status: { const: "REJECTED" },
                errors: { type: "array", items: ref("FieldProblem") },
              },
            },
          ],
        },
      },
    },
  },
  FieldProblem: problem,
  Problem: {
    type: "object",
    description: "RFC 9457. Never repeats what was sent.",
    required: ["type", "title", "status", "detail", "request_id", "errors"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      detail: { type: "string" },
      request_id: { type: "string", description: "Also in X-Request-Id; name it when asking for help." },
      errors: { type: "array", items: ref("FieldProblem") },
    },
  },
  TokenRequest: {
    type: "object",
    required: ["username", "password"],
    properties: {
      username: { type: "string", maxLength: 254 },
      password: { type: "string", format: "password", maxLength: 1024 },
    },
  },
  RefreshRequest: {
    type: "object",
    required: ["refresh"],
    properties: { refresh: { type: "string", maxLength: 200 } },
  },
  Tokens: {
    type: "object",
    required: ["access", "refresh", "expires_in"],
    properties: {
      access: { type: "string", description: "Send it as Authorization: Bearer." },
      refresh: { type: "string", description: "Works once; using it a second time ends the log-in." },
      expires_in: { type: "integer", description: "Seconds until `access` ends." },
    },
  },
  Health: { type: "object", required: ["status"], properties: { status: { const: "ok" } } },
  Readiness: {
    type: "object",
    required: ["status", "database", "redis"],
    properties: {
      status: { enum: ["ok", "unavailable"] },
      database: { enum: ["up", "down"] },
      redis: { enum: ["up", "down"] },
    },
  },
};

export { ref };
