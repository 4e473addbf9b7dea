import { ref } from "@mikro-orm/core";
import {
  applyChanges,
  assertVersion,
  failure,
  Failure,
  findVisible,
  forbidden,
  type Problem,
  type Tx,
} from "../core/index.ts";
import { Hospital, type Channel } from "../organizations/index.ts";
import { ChannelSetting } from "./channel-setting.entity.ts";
import { Backend } from "./notification.enums.ts";

export type ChannelChanges = Partial<
  Pick<ChannelSetting, "backend" | "isEnabled" | "endpoint" | "sender" | "maxAttempts" | "uncertainRule">
> & { readonly secret?: string | null };

const carriers: Readonly<Record<`${Channel}`, Backend>> = {
  SMS: Backend.SMS_GATEWAY,
  WHATSAPP: Backend.WHATSAPP_CLOUD,
  EMAIL: Backend.SMTP,
};

/** F1.9: switches a channel to a gateway and back. The secret is stored encrypted, never read out, and in no audit entry. */
export async function saveChannelSetting(
  tx: Tx,
  channel: Channel,
  hospitalId: string | undefined,
  version: number | undefined,
  { secret, ...changes }: ChannelChanges,
): Promise<ChannelSetting> {
  if (!hospitalId && !tx.scope.all) throw forbidden();
  const hospital = hospitalId ? await findVisible(tx.em, Hospital, hospitalId) : null;
  const known = await tx.em.findOne(ChannelSetting, { channel, hospital: hospital?.id ?? null });
  if (known) assertVersion(known, version);
  const setting = known ?? tx.em.create(ChannelSetting, { channel, hospital: hospital ? ref(hospital) : null });
  const { before, after } = applyChanges(setting, changes);
  if (secret !== undefined) setting.secretSealed = secret === null ? null : tx.kernel.cipher.seal(secret);
  check(setting);
  tx.audit({
    action: "channelSetting.saved",
    targetType: "ChannelSetting",
    targetId: setting.id,
    hospitalId,
    before,
    after: { ...after, ...(secret === undefined ? {} : { isSecretChanged: true }) },
  });
  return setting;
}

function check(setting: ChannelSetting): void {
  const problems: Problem[] = [];
  const required = (field: string) =>
    problems.push({ code: "REQUIRED", message: { en: "This is required.", ar: "هذا الحقل مطلوب." }, field: [field] });
  if (setting.maxAttempts < 1 || setting.maxAttempts > 20)
    throw failure("OUT_OF_RANGE", "Between 1 and 20.", "بين 1 و20.", ["maxAttempts"]);
  if (setting.backend === Backend.CONSOLE) return;
  if (setting.backend !== carriers[setting.channel]) {
    throw failure(
      "NOT_FOR_CHANNEL",
      "This does not carry messages of this channel.",
      "هذه الوسيلة لا تنقل رسائل هذه القناة.",
      ["backend"],
    );
  }
  if (!setting.sender?.trim()) required("sender");
  if (setting.backend !== Backend.WHATSAPP_CLOUD && !setting.endpoint) required("endpoint");
  if (!setting.secretSealed && setting.backend !== Backend.SMTP) required("secret");
  if (setting.endpoint && !isAddress(setting.endpoint, setting.backend)) {
    problems.push({
      code: "BAD_ADDRESS",
      message: {
        en: "Write the address in full, with https:// or smtps://.",
        ar: "اكتب العنوان كاملًا مع https:// أو smtps://.",
      },
      field: ["endpoint"],
    });
  }
  if (problems.length > 0) throw new Failure(problems);
}

/** Plain http only within the machine: a token and a patient's number go over it. A password has no place in the address. */
function isAddress(text: string, backend: Backend): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, password } = new URL(text);
  if (password) return false;
  if (backend === Backend.SMTP) return protocol === "smtp:" || protocol === "smtps:";
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}
