import type { Express, Request, Response } from "express";
import { integrationsLog, languageOf, type Kernel } from "../../core/index.ts";
import { acceptedOf, readBatch, readBody } from "./body.rules.ts";
import { readEvent, type ReadingFacts } from "./event.rules.ts";
import { createHospitalCodes } from "./hospital-codes.ts";
import { createAllowance } from "./intake.allowance.ts";
import { answerBatch, answerRefusal, answerSingle } from "./intake.answers.ts";
import { createCallers, type Caller } from "./intake.callers.ts";
import { intakeDetails } from "./intake.messages.ts";
import { IntakeRefusal, unavailable } from "./intake.refusal.ts";
import { createIntakeWriter } from "./intake.writer.ts";
import { assertMediaType, readBytes, SenderGone } from "./read-bytes.ts";

export const intakePath = "/api/integrations/events";

/** `POST /api/integrations/events/` (intake.md). Whatever goes wrong has an answer of its own; there is no 500. */
export function intakeRoutes(app: Express, kernel: Kernel): void {
  const log = integrationsLog(kernel.log);
  const callerOf = createCallers(kernel);
  const allowance = createAllowance(kernel);
  const hospitals = createHospitalCodes(kernel);
  const writer = createIntakeWriter(kernel);

  async function spend(caller: Caller, events: number): Promise<void> {
    const seconds = await allowance.take(caller.id, events);
    if (seconds !== null) throw new IntakeRefusal(429, intakeDetails.rate, [], { "retry-after": String(seconds) });
  }

  async function take(req: Request, res: Response, requestId: string): Promise<void> {
    const caller = await callerOf(req);
    assertMediaType(req);
    await spend(caller, 1);
    const { text, bytes } = await readBytes(req);
    const body = readBody(text, bytes);
    if (body.kind === "malformed") throw new IntakeRefusal(400, intakeDetails.malformed);
    if (body.kind === "tooLarge") throw new IntakeRefusal(413, intakeDetails.eventTooLarge);
    if (body.kind === "wrong") throw new IntakeRefusal(422, intakeDetails.wrong, body.problems);

    const values = body.kind === "single" ? [body.value] : body.items.map((item) => item.value);
    if (values.length > 1) await spend(caller, values.length - 1);
    await hospitals.refresh(values.map((value) => (value as { hospital_code?: unknown } | null)?.hospital_code));
    const facts: ReadingFacts = {
      feed: caller.feed,
      now: kernel.clock(),
      hospitalIdOf: (code) => hospitals.idOf(code),
    };
    const store = (events: ReturnType<typeof acceptedOf>) => writer.store({ events, callerId: caller.id, requestId });

    if (body.kind === "batch") {
      const readings = readBatch(body.items, facts);
      const events = acceptedOf(readings);
      return answerBatch(
        res,
        readings,
        events.length > 0 ? await store(events) : [],
        languageOf(req.get("accept-language")),
      );
    }
    const reading = readEvent(body.text, body.value, facts, "");
    if ("problems" in reading) {
      const isForbidden = reading.problems.some(
        ({ code }) => code === "SOURCE_NOT_ALLOWED" || code === "HOSPITAL_NOT_ALLOWED",
      );
      throw new IntakeRefusal(
        isForbidden ? 403 : 422,
        isForbidden ? intakeDetails.notPermitted : intakeDetails.wrong,
        reading.problems,
      );
    }
    const [stored] = await store([reading.event]);
    if (!stored) throw new Error("a posting came back without its event");
    answerSingle(res, stored);
  }

  async function handle(req: Request, res: Response): Promise<void> {
    const requestId = String(res.getHeader("x-request-id"));
    try {
      if (req.method !== "POST") throw new IntakeRefusal(405, intakeDetails.method, [], { allow: "POST" });
      await take(req, res, requestId);
    } catch (error) {
      if (error instanceof SenderGone) return;
      const isExpected = error instanceof IntakeRefusal;
      // Not a refusal of ours: most often the database is away. The event was not taken, and the sender is told so.
      if (!isExpected) log.error({ err: error, requestId }, "an event could not be taken");
      const refusal = isExpected ? error : unavailable();
      log.info(
        { requestId, status: refusal.status, codes: refusal.problems.map(({ code }) => code) },
        "events refused",
      );
      answerRefusal(res, requestId, refusal, languageOf(req.get("accept-language")));
    }
  }

  app.all(intakePath, handle);
}
