import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachmentHeader, safeFileName } from "./file.rules.ts";

describe("CO-12: names of uploaded files", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\x\\y.docx", "y.pdf"],
    ["تقرير الزيارة.pdf", "تقرير الزيارة.pdf"],
    ["\u202Efdp.exe", "fdp.pdf"],
    ["a\u0000b\r\n.pdf", "ab.pdf"],
    ["", "file.pdf"],
    ["...", "file.pdf"],
    [undefined, "file.pdf"],
  ])("CO-12: %j is kept as %j", (given, kept) => expect(safeFileName(given, "application/pdf")).toBe(kept));

  it("CO-12: no name can leave its place or break a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (given) => {
        const name = safeFileName(given, "image/png");
        expect(name).toMatch(/\.png$/);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}"]/u);
        expect(attachmentHeader(name)).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/);
      }),
    );
  });
});
