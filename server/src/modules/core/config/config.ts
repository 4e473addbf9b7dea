import { z } from "zod";

const base64Key = z
  .string()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length === 32, "must be 32 bytes in base64 (openssl rand -base64 32)");

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const fields = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default("127.0.0.1"),
  /** Public address of this installation: links in messages begin with it. Short, because an SMS carries it. */
  PUBLIC_URL: z.url().default("http://localhost:4000"),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(20),
  /** A statement that takes longer is given up, so that one greedy query can't hold the others; 0 for no limit. */
  STATEMENT_TIMEOUT_SECONDS: z.coerce.number().int().min(0).max(3_600).default(30),
  REDIS_URL: z.string().min(1),
  /** Signs access tokens (HS256). */
  JWT_SECRET: z.string().min(32),
  /** Encrypts patient identity (AES-256-GCM) and keys the blind indexes. Losing it loses the identities. */
  IDENTITY_KEY: base64Key,
  /** Survey links are derived from it; changing it breaks every link that is out. */
  SURVEY_TOKEN_KEY: base64Key,
  ACCESS_TOKEN_MINUTES: z.coerce.number().int().min(1).max(60).default(10),
  REFRESH_TOKEN_DAYS: z.coerce.number().int().min(1).max(90).default(14),
  /** The zone whose days the dashboards count (F1.7: Asia/Riyadh by default). */
  REPORTING_TIME_ZONE: z.string().default("Asia/Riyadh"),
  /** Where uploaded files are kept when no S3 storage is set: outside every web root. */
  FILES_DIR: z.string().default(".px360/files"),
  /** Origin of a storage that speaks S3; unset keeps files in FILES_DIR. */
  FILES_S3_ENDPOINT: z.url().optional(),
  FILES_S3_BUCKET: z.string().optional(),
  FILES_S3_REGION: z.string().default("us-east-1"),
  FILES_S3_ACCESS_KEY: z.string().optional(),
  FILES_S3_SECRET_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** Number of reverse proxies whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Browsers may open a socket or send credentials from these origins beside PUBLIC_URL; comma separated. */
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  /** The browser that draws PDFs. In production nothing else is tried: without it a PDF is refused with the reason. */
  CHROMIUM_PATH: z.string().optional(),
  /** GraphQL introspection; off in production unless asked for (F12). */
  INTROSPECTION: flag.optional(),
  /** Accepted events per minute and credential. */
  INTAKE_RATE_PER_MINUTE: z.coerce.number().int().min(1).default(60_000),
  /** Days for which a notification that was read is kept in the console. */
  READ_NOTIFICATION_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  /** Port of the worker's own /health/; 0 lets the system choose, unset serves none. */
  WORKER_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
});

const s3Names = ["FILES_S3_BUCKET", "FILES_S3_ACCESS_KEY", "FILES_S3_SECRET_KEY"] as const;
const schema = fields.superRefine((given, issues) => {
  for (const name of s3Names.filter((each) => given.FILES_S3_ENDPOINT && !given[each])) {
    issues.addIssue({ code: "custom", path: [name], message: "is needed with FILES_S3_ENDPOINT" });
  }
});

export type Config = Readonly<z.output<typeof schema>> & { readonly isProduction: boolean };

/** Reads and checks the environment once. Throws one Error whose message lists every wrong setting and never a value. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is not usable (see .env.example):\n${lines.join("\n")}`);
  }
  return { ...parsed.data, isProduction: parsed.data.NODE_ENV === "production" };
}

/** Names of all settings, for the test that holds .env.example against them. */
export const settingNames: readonly string[] = Object.keys(fields.shape);
