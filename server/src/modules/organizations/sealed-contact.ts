import { openText, reaches, sealText, type Place, type RequestContext, type Tx } from "../core/index.ts";
import { contactEmail, contactMobile } from "./contact.rules.ts";
import { maskEmail, maskName, maskPhone } from "./organization.rules.ts";

/** Somebody who is no patient of ours, or not known as one. */
export interface OpenContact {
  readonly name: string | null;
  readonly mobile: string | null;
  readonly email: string | null;
}

type Columns<Prefix extends string> = Record<`${Prefix}${"Name" | "Mobile" | "Email"}Sealed`, Buffer | null>;
type Fields<Prefix extends string> = { readonly [Name in `${Prefix}${"Name" | "Mobile" | "Email"}`]?: string | null };

/** The contact checked and encrypted for its columns; undefined fields are left out. Problems name the input's own fields. */
export function sealContact<Prefix extends string>(
  tx: Tx,
  prefix: Prefix,
  contact: Fields<Prefix>,
): Partial<Columns<Prefix>> {
  const given = contact as Readonly<Record<string, string | null | undefined>>;
  const checks = {
    Name: (value: string | null) => value,
    Mobile: (value: string | null) => contactMobile(value, `${prefix}Mobile`),
    Email: (value: string | null) => contactEmail(value, `${prefix}Email`),
  };
  const columns = Object.entries(checks).flatMap(([part, check]) => {
    const value = given[`${prefix}${part}`];
    return value === undefined ? [] : [[`${prefix}${part}Sealed`, sealText(tx, check(value))]];
  });
  return Object.fromEntries(columns) as Partial<Columns<Prefix>>;
}

interface Sealed {
  readonly name?: Uint8Array | null;
  readonly mobile?: Uint8Array | null;
  readonly email?: Uint8Array | null;
}
/** The row that the contact stands at. */
interface ContactOwner {
  readonly type: string;
  readonly id: string;
  readonly place: Place;
  /** What its reading is called in the audit trail. */
  readonly audit: string;
}

/** Identity leaves masked without the right to see it; with it, its reading is in the audit trail before the answer goes out. */
export async function contactBehind(
  context: RequestContext,
  sealed: Sealed,
  owner: ContactOwner,
): Promise<OpenContact | null> {
  const name = openText(context, sealed.name);
  const mobile = openText(context, sealed.mobile);
  const email = openText(context, sealed.email);
  if (!name && !mobile && !email) return null;
  if (!reaches(context, "patient.identity", owner.place)) {
    return { name: name && maskName(name), mobile: mobile && maskPhone(mobile), email: email && maskEmail(email) };
  }
  await noteReading(context, owner);
  return { name, mobile, email };
}

/** One entry per row and request. */
async function noteReading(context: RequestContext, { type, id, place, audit }: ContactOwner): Promise<void> {
  const key = `contact ${type} ${id}`;
  let noted = context.memory.get(key) as Promise<void> | undefined;
  if (!noted) {
    noted = context.run("patient.identity", async (tx) => {
      tx.audit({ action: audit, targetType: type, targetId: id, hospitalId: place.hospitalId ?? undefined });
    });
    context.memory.set(key, noted);
  }
  await noted;
}
