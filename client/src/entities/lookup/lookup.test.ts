import { describe, expect, it } from "vitest";
import { patientQuestion } from "./lookup.ts";

describe("looking a patient up", () => {
  it.each(["0501234567", "501234567", "+966501234567", "00966 50 123 4567", "(050) 123-4567"])(
    "takes %s for a mobile, and for an MRN too",
    (typed) => {
      expect(patientQuestion(typed)).toMatchObject({ mrn: typed, mobile: expect.stringMatching(/\d{9}$/) as string });
    },
  );
  it.each(["MRN-1001", "1001", "0112345678"])("takes %s for an MRN alone", (typed) => {
    expect(patientQuestion(typed)).toEqual({ mrn: typed, mobile: null });
  });
  it.each(["", "  ", "10"])("asks nothing for “%s”", (typed) => {
    expect(patientQuestion(typed)).toBeNull();
  });
});
