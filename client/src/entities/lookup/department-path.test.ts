import { describe, expect, it } from "vitest";
import { pathAbove } from "./department-path.ts";

type Place = Parameters<typeof pathAbove>[0] & { nameEn: string; nameAr: string };
const place = (nameEn: string, parent: Place | null = null): Place => ({ nameEn, nameAr: "", parent });
const name = ({ nameEn }: { nameEn: string }) => nameEn;

describe("where a department lies", () => {
  it("names all that is above it, from the top", () => {
    expect(pathAbove(place("Haematology"), name)).toEqual([]);
    expect(pathAbove(place("Bench", place("Haematology", place("Laboratory"))), name)).toEqual([
      "Laboratory",
      "Haematology",
    ]);
  });

  it("says that there is more than was asked for", () => {
    const deep = place("5", place("4", place("3", { ...place("2"), parentId: "1" } as Place)));
    expect(pathAbove(deep, name)).toEqual(["…", "2", "3", "4"]);
  });
});
