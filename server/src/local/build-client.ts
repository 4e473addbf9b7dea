import { buildClient } from "./client-build.ts";
import { checkClientSize } from "./client-size.ts";
import { report } from "./problem.ts";

// The second half of `npm run build`: leaves the client alone when it was built from these sources already. Fails when the console has grown too heavy.
try {
  await buildClient();
  checkClientSize();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
