import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1 (128 MiB); stored with the hash, so that it can grow. */
export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
const cost: Cost = { N: 2 ** 17, r: 8, p: 1 };

export const minPasswordLength = 10;

/** AC-1: passwords are stored as scrypt$N$r$p$salt$hash. */
export async function hashPassword(password: string, { N, r, p }: Cost = cost): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize("NFKC"), salt, 32, { N, r, p, maxmem: 256 * N * r });
  return ["scrypt", N, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt, hash] = stored.split("$");
  if (kind !== "scrypt" || !salt || !hash) return false;
  const expected = Buffer.from(hash, "base64url");
  const params = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password.normalize("NFKC"), Buffer.from(salt, "base64url"), expected.length, {
    ...params,
    maxmem: 256 * params.N * params.r,
  });
  return timingSafeEqual(given, expected);
}

let decoy: Promise<string> | undefined;

/** AC-2: an unknown name costs as much time as a wrong password, so that names cannot be found out. */
export async function spendAsMuch(password: string): Promise<false> {
  decoy ??= hashPassword("decoy");
  await verifyPassword(password, await decoy);
  return false;
}

/** AC-3: after five wrong passwords in a row the account rests, each time longer: 1, 2, 4 … 60 minutes. */
export function lockMinutes(failedLogins: number): number {
  return failedLogins < 5 ? 0 : Math.min(2 ** (failedLogins - 5), 60);
}
