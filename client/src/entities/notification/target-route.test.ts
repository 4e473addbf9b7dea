import { describe, expect, it } from "vitest";
import { actionsLink } from "#entities/action/action-filters.ts";
import { complaintsLink } from "#entities/complaint/complaint-filters.ts";
import { targetRoute } from "./target-route.ts";

describe("where a notification leads", () => {
  it("is the list that holds the cases of a digest, with the filter as the list itself writes it", () => {
    expect(targetRoute("EscalatedComplaints", "u")).toEqual(complaintsLink({ isOpen: true, isEscalated: true }));
    expect(targetRoute("OverdueActions", "u")).toEqual(actionsLink({ isOverdue: true }));
    expect(targetRoute("OpenInquiries", "u")).toEqual({ name: "inquiries", query: { isOpen: "1" } });
  });
  it("is its page for one thing, and the notifications for what has none", () => {
    expect(targetRoute("Feedback", "f", true)).toEqual({
      name: "feedback-detail",
      params: { id: "f" },
      query: { tab: "timeline" },
    });
    for (const type of ["SlaDigest", "PatientComplaints"])
      expect(targetRoute(type, "u")).toEqual({ name: "notifications" });
  });
});
