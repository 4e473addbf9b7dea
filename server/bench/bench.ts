import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchCases } from "./cases.bench.ts";
import { benchCommandCenter } from "./command-center.bench.ts";
import { benchForm } from "./form.bench.ts";
import { benchIntake } from "./intake.bench.ts";
import { benchLists } from "./lists.bench.ts";
import { benchPipeline } from "./pipeline.bench.ts";
import { createSetting } from "./setting.ts";
import { benchSubmit } from "./submit.bench.ts";

/**
 * `npm run bench [-- --json FILE] [--only PART]`: ours against a floor, in the same run on the same PostgreSQL (with fsync), so that the ratio says
 * something on any machine. Takes about eight minutes; one part (form, intake, pipeline, submit, commandCenter, lists, cases) takes less.
 */
const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string" } } });

const setting = await createSetting();
const results: Record<string, unknown> = {};
const show = (part: object) => {
  Object.assign(results, part);
  for (const [name, value] of Object.entries(part)) console.log(name.padEnd(30), JSON.stringify(value));
};
try {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  );
  const parts: Record<string, () => object | Promise<object>> = {
    form: () => ({ form: benchForm() }),
    intake: () => benchIntake(setting),
    pipeline: () => benchPipeline(setting),
    submit: async () => ({ submit: await benchSubmit(setting) }),
    commandCenter: async () => ({ commandCenter: await benchCommandCenter(setting) }),
    lists: () => benchLists(setting),
    cases: () => benchCases(setting),
  };
  // These measure on the surveys that the pipeline sends.
  const first: Readonly<Record<string, string>> = { submit: "pipeline", commandCenter: "pipeline" };
  const { only } = values;
  for (const [name, run] of Object.entries(parts)) {
    if (!only || name === only || name === first[only]) show(await run());
  }
} finally {
  await setting.close();
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(0);
