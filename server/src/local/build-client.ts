import { buildClient } from "./client-build.ts";
import { report } from "./problem.ts";

// The second half of `npm run build`: leaves the client alone when it was built from these sources already.
try {
  await buildClient();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
