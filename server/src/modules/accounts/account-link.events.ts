import { defineEvent } from "../core/index.ts";

/** Somebody is to get a link for setting their password. Ids only: the link itself is derived when the message is made. */
export const accountLinkIssued = defineEvent<{ readonly linkId: string }>("accounts.linkIssued");
