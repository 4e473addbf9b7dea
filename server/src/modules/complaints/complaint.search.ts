import { everyWord, type SearchProvider } from "../core/index.ts";
import { Complaint } from "./complaint.entity.ts";
import type { ComplaintStatus } from "./complaint.enums.ts";
import { statusWords } from "./complaint.words.ts";

export const complaintSearch: SearchProvider = {
  kind: "Complaint",
  permission: "complaint.read",
  async run(context, { words }, limit) {
    const where = everyWord(["reference", "subject"], words);
    const options = { orderBy: { receivedAt: "desc", id: "desc" }, limit } as const;
    const rows = await context.reader("complaint.read").find(Complaint, where, options);
    return rows.map(({ id, reference, subject, status }) => {
      const { en, ar } = statusWords[status as ComplaintStatus];
      return { id, title: subject, subtitle: { en: `${reference} · ${en}`, ar: `${reference} · ${ar}` } };
    });
  },
};
