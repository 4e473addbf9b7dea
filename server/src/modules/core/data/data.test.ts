import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestKernel, type TestKernel } from "../../../testing/test-kernel.ts";
import { sql } from "./sql.ts";

describe("the database connection", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel({ STATEMENT_TIMEOUT_SECONDS: 1 })));
  afterAll(() => kernel.close());

  it("gives up a statement that takes longer than it may, and goes on", async () => {
    const greedy = sql(kernel.orm.em.fork(), "select pg_sleep(20)");
    await expect(greedy).rejects.toMatchObject({ code: "57014" });
    expect(await sql(kernel.orm.em.fork(), "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("reads times of plain SQL as dates", async () => {
    const [row] = await sql<{ at: Date }>(kernel.orm.em.fork(), "select timestamptz '2026-11-23 10:00:00+03' as at");
    expect(row?.at).toEqual(new Date("2026-11-23T07:00:00Z"));
  });
});
