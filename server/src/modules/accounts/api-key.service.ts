import { ref } from "@mikro-orm/core";
import { covers, failure, findVisible, forbidden, type Tx } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { ApiKey } from "./api-key.entity.ts";
import { makeApiKey, sha256 } from "./token.rules.ts";

export interface NewApiKey {
  label: string;
  sourceSystem: string;
  hospitalId?: string;
  expiresAt?: Date;
}

/** AC-6: shown once, stored hashed, bound to one source system. */
export async function createApiKey(
  tx: Tx,
  given: NewApiKey,
  secret = makeApiKey(),
): Promise<{ apiKey: ApiKey; secret: string }> {
  const hospital = given.hospitalId ? await findVisible(tx.em, Hospital, given.hospitalId) : null;
  if (!covers(tx.scope, { hospitalId: hospital?.id })) throw forbidden();
  for (const field of ["label", "sourceSystem"] as const) {
    if (given[field].trim() === "") throw failure("REQUIRED", "This is required.", "هذا الحقل مطلوب.", [field]);
  }
  if (given.expiresAt && given.expiresAt <= tx.now) {
    throw failure("IN_THE_PAST", "Choose a day to come.", "اختر يومًا قادمًا.", ["expiresAt"]);
  }
  const apiKey = tx.em.create(ApiKey, {
    label: given.label.trim(),
    sourceSystem: given.sourceSystem.trim(),
    prefix: secret.slice(0, 8),
    keyHash: sha256(secret),
    hospital: hospital ? ref(hospital) : null,
    expiresAt: given.expiresAt ?? null,
  });
  tx.audit({
    action: "apiKey.created",
    targetType: "ApiKey",
    targetId: apiKey.id,
    hospitalId: hospital?.id,
    after: { label: apiKey.label, sourceSystem: apiKey.sourceSystem, expiresAt: apiKey.expiresAt },
  });
  return { apiKey, secret };
}

/** AC-16: a new key in the place of the present one, which goes on working for the overlap, so that no event is refused. */
export async function rotateApiKey(
  tx: Tx,
  id: string,
  overlapHours: number,
): Promise<{ apiKey: ApiKey; secret: string }> {
  const apiKey = await findVisible(tx.em, ApiKey, id);
  if (apiKey.revokedAt || (apiKey.expiresAt && apiKey.expiresAt <= tx.now)) {
    throw failure("KEY_ENDED", "This key has ended. Make a new one.", "انتهى هذا المفتاح. أنشئ مفتاحًا جديدًا.", ["id"]);
  }
  const secret = makeApiKey();
  const hasOverlap = overlapHours > 0;
  apiKey.previousHash = hasOverlap ? apiKey.keyHash : null;
  apiKey.previousUntil = hasOverlap ? new Date(tx.now.getTime() + overlapHours * 3_600_000) : null;
  apiKey.keyHash = sha256(secret);
  apiKey.prefix = secret.slice(0, 8);
  apiKey.rotatedAt = tx.now;
  tx.audit({
    action: "apiKey.rotated",
    targetType: "ApiKey",
    targetId: id,
    hospitalId: apiKey.hospital?.id,
    after: { previousUntil: apiKey.previousUntil },
  });
  return { apiKey, secret };
}

export async function revokeApiKey(tx: Tx, id: string): Promise<ApiKey> {
  const apiKey = await findVisible(tx.em, ApiKey, id);
  apiKey.revokedAt ??= tx.now;
  tx.audit({ action: "apiKey.revoked", targetType: "ApiKey", targetId: id, hospitalId: apiKey.hospital?.id });
  return apiKey;
}
