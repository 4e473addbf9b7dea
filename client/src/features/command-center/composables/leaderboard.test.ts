import { describe, expect, it } from "vitest";
import { leaderboard } from "./leaderboard.ts";

const row = (mean: number | null, isRanked = true) => ({ mean, isRanked });

describe("leaderboard", () => {
  it("shows both ends and no department twice", () => {
    const rows = Array.from({ length: 12 }, (_, index) => row(index * 5));
    const board = leaderboard(rows, false);
    expect(board.best.map((each) => each.mean)).toEqual([55, 50, 45, 40, 35]);
    expect(board.lowest.map((each) => each.mean)).toEqual([20, 15, 10, 5, 0]);
  });

  it("shows a short ranking whole", () => {
    const board = leaderboard([row(50), row(70)], false);
    expect(board.best.map((each) => each.mean)).toEqual([70, 50]);
    expect(board.lowest).toEqual([]);
  });

  it("ranks nobody on too few answers, and no mean is not a zero", () => {
    const board = leaderboard([row(99, false), row(null), row(10)], true);
    expect(board.best).toEqual([row(10)]);
    expect(board.unranked).toHaveLength(2);
  });
});
