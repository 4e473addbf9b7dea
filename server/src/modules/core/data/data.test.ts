import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PostgreSqlConnection } from "@mikro-orm/postgresql";
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

  describe("CO-19: keeps no place in the pool for a transaction whose connection was lost", () => {
    const places = 10;
    const everyPlaceServes = async () => {
      const held = Array.from({ length: places }, () =>
        kernel.orm.em.fork().transactional((em) => sql(em, "select pg_sleep(0.2)")),
      );
      await expect(Promise.all(held)).resolves.toHaveLength(places);
    };

    it("in the middle of its work", async () => {
      for (let lost = 0; lost < places; lost++)
        await expect(
          kernel.orm.em.fork().transactional((em) => sql(em, "select pg_terminate_backend(pg_backend_pid())")),
        ).rejects.toMatchObject({ code: "57P01" });
      await everyPlaceServes();
    });

    it("before it began", async () => {
      const connection = kernel.orm.em.getConnection() as PostgreSqlConnection;
      const pool = await connection.getNativeClient();
      const cutOff = (client: unknown) => {
        (client as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      };
      pool.on("acquire", cutOff);
      for (let lost = 0; lost < places; lost++)
        await expect(kernel.orm.em.fork().transactional((em) => sql(em, "select 1"))).rejects.toThrow(/terminated/);
      pool.off("acquire", cutOff);
      await everyPlaceServes();
    });
  });
});
