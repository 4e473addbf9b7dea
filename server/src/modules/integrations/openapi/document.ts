import { ref, schemas } from "./schemas.ts";

const json = (schema: object, description: string) => ({ description, content: { "application/json": { schema } } });
const body = (schema: object) => ({ required: true, content: { "application/json": { schema } } });

const headers = {
  "Retry-After": { description: "Seconds after which to send again.", schema: { type: "integer", minimum: 1 } },
  Allow: { description: "What is served here.", schema: { type: "string" } },
};
function refusal(description: string, header?: keyof typeof headers) {
  const content = { "application/problem+json": { schema: ref("Problem") } };
  return header ? { description, content, headers: { [header]: headers[header] } } : { description, content };
}

const postEvents = {
  operationId: "postEvents",
  summary: "Post one event or a batch",
  description:
    "Answered 202 only after the events are stored durably. Send again whatever was answered 429 or 503, or not at all: nothing happens twice.",
  tags: ["Intake"],
  security: [{ apiKey: [] }, { serviceAccount: [] }],
  requestBody: body({ oneOf: [ref("Event"), ref("Batch")] }),
  responses: {
    202: json({ oneOf: [ref("Taken"), ref("BatchResults")] }, "Taken; of a batch: all."),
    207: json(ref("BatchResults"), "Some events of the batch were taken."),
    400: refusal("The body is not JSON in UTF-8."),
    401: refusal("No or wrong credentials."),
    403: refusal("Another source system or hospital than the credentials are bound to, or no right to post."),
    405: refusal("Another method than POST.", "Allow"),
    413: refusal("One event over 1 MiB, or a batch over 8 MiB."),
    415: refusal("Another content type than application/json, or a content encoding."),
    422: {
      description: "Well-formed but wrong; of a batch: every event was.",
      content: {
        "application/problem+json": { schema: ref("Problem") },
        "application/json": { schema: ref("BatchResults") },
      },
    },
    429: refusal("More events in a minute than these credentials may post.", "Retry-After"),
    503: refusal("The events could not be stored and were not taken.", "Retry-After"),
  },
};

function tokens(operationId: string, summary: string, request: string) {
  return {
    operationId,
    summary,
    tags: ["Service accounts"],
    security: [],
    requestBody: body(ref(request)),
    responses: {
      200: json(ref("Tokens"), "Signed in."),
      400: refusal("The body is not valid JSON."),
      401: refusal("Wrong or locked."),
      413: refusal("A body over 8 KiB."),
      422: refusal("A field is missing."),
      429: refusal("Too many tries from this address.", "Retry-After"),
    },
  };
}

/** OpenAPI 3.1 of the whole REST shim (intake.md): four things, everything else is GraphQL. */
export const openApiDocument = {
  openapi: "3.1.0",
  info: {
    title: "PX360 REST shim",
    version: "1.0.0",
    description:
      "What HIS and other systems need to post events. Every path works with and without its trailing slash.",
  },
  servers: [{ url: "/" }],
  tags: [
    { name: "Intake", description: "Events of hospitals' systems." },
    { name: "Service accounts", description: "Access tokens for systems without an API key." },
    { name: "Operations", description: "For load balancers and people on call." },
  ],
  paths: {
    "/api/integrations/events/": { post: postEvents },
    "/api/auth/token/": { post: tokens("getToken", "Sign a service account in", "TokenRequest") },
    "/api/auth/refresh/": { post: tokens("refreshToken", "Exchange a refresh token", "RefreshRequest") },
    "/health/": {
      get: {
        operationId: "getHealth",
        summary: "The process answers",
        tags: ["Operations"],
        security: [],
        responses: { 200: json(ref("Health"), "It does.") },
      },
    },
    "/health/ready/": {
      get: {
        operationId: "getReadiness",
        summary: "The process can work",
        tags: ["Operations"],
        security: [],
        responses: {
          200: json(ref("Readiness"), "Database and Redis are up."),
          503: json(ref("Readiness"), "One of them is down."),
        },
      },
    },
    "/api/openapi.json": {
      get: {
        operationId: "getOpenApi",
        summary: "This document",
        tags: ["Operations"],
        security: [],
        responses: { 200: json({ type: "object" }, "OpenAPI 3.1.") },
      },
    },
  },
  components: {
    securitySchemes: {
      apiKey: {
        type: "apiKey",
        in: "header",
        name: "X-API-Key",
        description: "Bound to one source system, and to one hospital or the group.",
      },
      serviceAccount: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "From /api/auth/token/." },
    },
    schemas,
  },
};

export const openApiText = `${JSON.stringify(openApiDocument, null, 2)}\n`;
