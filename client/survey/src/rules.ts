/** The one door to the server's code (ADR 0020): what decides the path and draws a screen is the same on both sides. */
export * from "../../../server/src/modules/surveys/form-rules.ts";
