import { everyWord, pastPoint, type SearchProvider, type TimelineProvider } from "../core/index.ts";
import { Feedback } from "./feedback.entity.ts";
import type { FeedbackStatus } from "./feedback.enums.ts";
import { statusWords } from "./feedback.list.ts";

/** Where else inquiries and feedback are found: in the search over everything, and on the page of their patient. */
export const feedbackSearch: SearchProvider = {
  kind: "Feedback",
  permission: "feedback.read",
  async run(context, { words }, limit) {
    const where = everyWord(["reference", "subject"], words);
    const options = { orderBy: { receivedAt: "desc", id: "desc" }, limit } as const;
    const rows = await context.reader("feedback.read").find(Feedback, where, options);
    return rows.map(({ id, reference, subject, status }) => {
      const { en, ar } = statusWords[status as FeedbackStatus];
      return { id, title: subject, subtitle: { en: `${reference} · ${en}`, ar: `${reference} · ${ar}` } };
    });
  },
};

export const feedbackTimeline: TimelineProvider = {
  kind: "FEEDBACK",
  permission: "feedback.read",
  async entries(em, patient, before, limit) {
    const where = { $and: [{ patient }, pastPoint("receivedAt", before)] };
    const rows = await em.find(Feedback, where, { orderBy: { receivedAt: "desc", id: "desc" }, limit });
    return rows.map((feedback) => ({
      id: feedback.id,
      at: feedback.receivedAt,
      title: { en: feedback.subject, ar: feedback.subject },
      status: feedback.status,
      reference: feedback.reference,
      hospitalId: feedback.hospital.id,
    }));
  },
};
