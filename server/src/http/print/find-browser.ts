import { existsSync } from "node:fs";
import { Refusal, type Config } from "../../modules/core/index.ts";

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const notSetUp = () =>
  new Refusal("UNAVAILABLE", {
    en: "PDF is not set up on this server. Ask its administrator to install Chromium and set CHROMIUM_PATH.",
    ar: "لم يُفعَّل إنشاء ملفات PDF على هذا الخادم. اطلب من مسؤول النظام تثبيت متصفح الطباعة وضبط إعداداته.",
  });

/** In production by CHROMIUM_PATH alone: nothing is searched for or unpacked there. Elsewhere as the browser tests find theirs. */
export async function findBrowser(config: Config): Promise<Browser> {
  if (config.isProduction && !(config.CHROMIUM_PATH && existsSync(config.CHROMIUM_PATH))) throw notSetUp();
  const { findChromium } = await import("../../local/chromium.ts");
  const found = await findChromium().catch(() => {
    throw notSetUp();
  });
  return { ...found, env: withoutSecrets(found.env) };
}

/** A browser needs to know where it is, not our keys. */
function withoutSecrets(env: Record<string, string>): Record<string, string> {
  const needed = /^(PATH|HOME|TMPDIR|LANG|LC_\w+|TZ|XDG_\w+|FONTCONFIG_\w+|LD_LIBRARY_PATH)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)));
}
