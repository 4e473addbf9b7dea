import { startingWith, type SearchProvider } from "../core/index.ts";
import { JourneyInstance } from "./journey-instance.entity.ts";

/** By the number of the encounter, as the HIS writes it. */
export const journeySearch: SearchProvider = {
  kind: "JourneyInstance",
  permission: "journey.read",
  async run(context, { typed }, limit) {
    const rows = await context
      .reader("journey.read")
      .find(
        JourneyInstance,
        { $or: [{ encounterId: startingWith(typed) }, { encounterId: startingWith(typed.toUpperCase()) }] },
        { orderBy: { startedAt: "desc", id: "desc" }, limit, populate: ["hospital"] },
      );
    return rows.map(({ id, encounterId, hospital }) => ({
      id,
      title: encounterId,
      subtitle: { en: hospital.getEntity().nameEn, ar: hospital.getEntity().nameAr },
    }));
  },
};
