import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { sql } from "../core/index.ts";
import { createCategory, updateCategory } from "./category.service.ts";
import type { ComplaintCategory } from "./complaint-category.entity.ts";

describe("CM-41: the tree of categories changes", () => {
  let kernel: TestKernel;
  beforeAll(async () => void (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  let count = 0;
  const make = (parent?: ComplaintCategory) =>
    kernel.tx((tx) => {
      const code = `TREE-${++count}`;
      return createCategory(tx, { code, nameEn: code, nameAr: "تصنيف", parentId: parent?.id });
    });

  it("two moves that cross wait for each other, and the second is refused", async () => {
    const [a, b] = [await make(), await make()];
    const done = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const first = kernel.tx(async (tx) => {
      await updateCategory(tx, a.id, a.version, { parentId: b.id });
      await tx.em.flush();
      started.resolve();
      await Promise.race([done.promise, sleep(300)]);
    });
    await started.promise;
    const second = kernel.tx((tx) => updateCategory(tx, b.id, b.version, { parentId: a.id })).finally(done.resolve);
    await expect(second).rejects.toThrow("CYCLE");
    await first;
  });

  it("open complaints of it and of what is below know where it hangs; settled ones keep what was", async () => {
    const top = await make();
    const moved = await make();
    const below = await make(moved);
    const [open, other, ended] = await kernel.tx(async (tx) => [
      await buildComplaint(tx, { categoryId: below.id }),
      await buildComplaint(tx, { categoryId: top.id }),
      await buildComplaint(tx, { categoryId: below.id }),
    ]);
    const query = (text: string, values: unknown[]) => sql<{ path: string[] }>(kernel.orm.em.fork(), text, values);
    await query("update sla_case set ended_at = now() where case_id = $1", [ended?.id]);
    const pathOf = async (id: string | undefined) =>
      (await query("select category_path as path from sla_case where case_id = $1", [id]))[0]?.path;
    await kernel.tx((tx) => updateCategory(tx, moved.id, moved.version, { parentId: top.id }));
    expect(await pathOf(open?.id)).toEqual([below.id, moved.id, top.id]);
    expect(await pathOf(other?.id)).toEqual([top.id]);
    expect(await pathOf(ended?.id)).toEqual([below.id, moved.id]);
    const { version } = await kernel.tx((tx) => updateCategory(tx, moved.id, moved.version + 1, { parentId: null }));
    expect(await pathOf(open?.id)).toEqual([below.id, moved.id]);
    expect(version).toBe(moved.version + 2);
  });
});
