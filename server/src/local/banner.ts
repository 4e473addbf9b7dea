export const DEMO_PASSWORD = "px360-demo";
export const DEMO_HIS_KEY = "px360-demo-his-key";

const DEMO_ACCOUNTS = [
  "px-admin",
  "px-coordinator",
  "hospital-admin",
  "department-manager",
  "physician",
  "staff",
  "call-center",
  "executive",
  "analyst",
].map((role) => `${role}@demo.px360.test`);

/** What a newcomer needs to know once everything runs. */
export function banner({ url, logs, demo }: { url: string; logs: string; demo: boolean }): string {
  const lines = [
    "PX360 is running",
    "",
    `Console      ${url}`,
    `GraphQL      ${url}/graphql`,
    `Health       ${url}/health/ready/`,
    ...(demo
      ? [
          "",
          `Log in with the password ${DEMO_PASSWORD} as`,
          ...DEMO_ACCOUNTS.map((account) => `  ${account}`),
          "",
          `HIS key      ${DEMO_HIS_KEY}`,
          "More events  npm run simulate   (in another terminal)",
        ]
      : []),
    "",
    `Logs         ${logs}`,
    "Stop         Ctrl-C",
  ];
  return box(lines);
}

function box(lines: string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const rule = "─".repeat(width + 2);
  return [`╭${rule}╮`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `╰${rule}╯`].join("\n");
}
