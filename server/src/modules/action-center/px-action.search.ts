import { everyWord, type SearchProvider } from "../core/index.ts";
import { PxAction } from "./px-action.entity.ts";

export const pxActionSearch: SearchProvider = {
  kind: "PxAction",
  permission: "action.read",
  async run(context, { words }, limit) {
    const rows = await context
      .reader("action.read")
      .find(PxAction, everyWord(["reference", "title_en", "title_ar"], words), {
        orderBy: { createdAt: "desc", id: "desc" },
        limit,
      });
    return rows.map(({ id, reference, titleEn, titleAr }) => ({
      id,
      title: { en: titleEn, ar: titleAr },
      subtitle: reference,
    }));
  },
};
