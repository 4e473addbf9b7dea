import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import type { Log } from "../modules/core/index.ts";
import { Language, languageOf } from "../modules/core/index.ts";

export interface CallFacts {
  readonly requestId: string;
  language: Language;
  readonly log: Log;
}

/** Facts of the call in progress, for places that get no context: Apollo's formatError. */
export const callFacts = new AsyncLocalStorage<CallFacts>();

const plausibleId = /^[\w.:-]{8,64}$/;

/** Gives each request an id (the caller's own when it is plausible) and answers with it. */
export function withRequestFacts(log: Log) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const given = req.get("x-request-id");
    const requestId = given && plausibleId.test(given) ? given : randomUUID();
    res.setHeader("x-request-id", requestId);
    const facts = { requestId, language: languageOf(req.get("accept-language")), log: log.child({ requestId }) };
    callFacts.run(facts, next);
  };
}

export function factsOf(): CallFacts {
  const facts = callFacts.getStore();
  if (!facts) throw new Error("no request is in progress here");
  return facts;
}
