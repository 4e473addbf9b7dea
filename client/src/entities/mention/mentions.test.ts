import { describe, expect, it } from "vitest";
import { fromMarkup, toMarkup, typedMention } from "./mentions.ts";

const huda = { id: "00000000-0000-7000-8000-000000000001", nameAr: "هدى العتيبي", nameEn: "Huda" };
const other = { id: "00000000-0000-7000-8000-000000000002", nameAr: "هدى", nameEn: "Huda Alotaibi" };

describe("mentions", () => {
  it.each([
    ["@", "", 1],
    ["please @hud", "hud", 11],
    ["السلام @هدى ال", "هدى ال", 14],
    ["mail a@b.sa", null, 11],
    ["@Huda see line\nnext", null, 19],
    ["@Huda one two three four", null, 24],
  ])("finds the name that is being typed in %j", (text, typed, caret) => {
    expect(typedMention(text, caret)).toBe(typed);
  });

  it("turns names into ids, the longest first, and back into the reader's language", () => {
    const marked = toMarkup("@Huda Alotaibi and @Huda", [huda, other]);
    expect(marked).toBe(`@[${other.id}] and @[${huda.id}]`);
    expect(fromMarkup(marked, [huda, other], ({ nameAr }) => nameAr)).toBe("@هدى and @هدى العتيبي");
  });

  it("leaves names that were not chosen as they are, and hides ids that nobody knows", () => {
    expect(toMarkup("@Sara", [huda])).toBe("@Sara");
    expect(fromMarkup(`@[${huda.id}] x`, [], ({ nameEn }) => nameEn)).toBe("@ x");
  });
});
