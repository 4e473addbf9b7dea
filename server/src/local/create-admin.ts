import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { modules } from "../app.ts";
import { createFirstAdmin } from "../modules/accounts/index.ts";
import { createKernel, loadConfig, runSystemTx } from "../modules/core/index.ts";

/** `npm run admin:create -- --email … --name-en … --name-ar …`: a PX admin for an installation that has no users yet. */
const { values } = parseArgs({
  options: { email: { type: "string" }, "name-en": { type: "string" }, "name-ar": { type: "string" } },
});
const { email, "name-en": nameEn, "name-ar": nameAr } = values;
if (!email || !nameEn || !nameAr) {
  console.error('Use: npm run admin:create -- --email you@hospital.sa --name-en "Your Name" --name-ar "اسمك"');
  process.exit(2);
}
const kernel = await createKernel(loadConfig(), modules, { name: "px360-admin" });
try {
  const password = randomBytes(12).toString("base64url");
  await runSystemTx(kernel, "admin:create", (tx) => createFirstAdmin(tx, { email, nameEn, nameAr, password }));
  console.log(`PX admin ${email} was made. First password: ${password}  (change it after signing in)`);
} finally {
  await kernel.close();
}
