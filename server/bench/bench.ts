import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchCommandCenter } from "./command-center.bench.ts";
import { benchForm } from "./form.bench.ts";
import { benchIntake } from "./intake.bench.ts";
import { benchPipeline } from "./pipeline.bench.ts";
import { createSetting } from "./setting.ts";
import { benchSubmit } from "./submit.bench.ts";

/**
 * `npm run bench [-- --json FILE]`: ours against a floor, in the same run on the same PostgreSQL (with fsync), so that the ratio says
 * something on any machine. Takes about five minutes.
 */
const { values } = parseArgs({ options: { json: { type: "string" } } });

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
  show({ form: benchForm() });
  show(await benchIntake(setting));
  show(await benchPipeline(setting));
  show({ submit: await benchSubmit(setting) });
  show({ commandCenter: await benchCommandCenter(setting) });
} finally {
  await setting.close();
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(0);
