import { report } from "./problem.ts";
import { announce, standingTestServices, startTestServices, withdraw } from "./test-services.ts";
import { untilStopped } from "./stopping.ts";

// `npm run test:services`: keeps the servers that tests need running, so that each test run starts at once.
try {
  const standing = standingTestServices();
  if (standing) {
    console.log("The test services run already; `npm test` uses them.");
  } else {
    const services = await startTestServices();
    console.log(
      `PostgreSQL and Redis for tests are running, as ${announce(services)} tells \`npm test\`. Ctrl-C ends them.`,
    );
    await untilStopped();
    withdraw();
    await services.stop();
  }
} catch (error) {
  report(error);
  process.exitCode = 1;
}
