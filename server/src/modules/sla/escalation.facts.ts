import type { EntityManager } from "@mikro-orm/postgresql";
import { loadDirectory, type Directory } from "../accounts/index.ts";
import { sql, type Permission } from "../core/index.ts";
import { quietUntil } from "../notifications/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import type { Absences } from "./recipient.rules.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

export interface ChainRow {
  readonly id: string;
  readonly hospitalId: string | null;
  /** Only for this kind of case; null for all. */
  readonly caseKind: SlaCaseKind | null;
  readonly isDefault: boolean;
  readonly levels: readonly ChainLevel[];
}

interface QuietRow {
  readonly hospitalId: string;
  readonly timeZone: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** All that escalating needs to know, for a batch of cases. */
export interface EscalationFacts {
  readonly chains: readonly ChainRow[];
  /** Who works on cases of a kind. */
  readonly directoryOf: (kind: SlaCaseKind) => Directory;
  readonly absences: Absences;
  /** End of the quiet hours that hold now for somebody of a hospital: their own, else the hospital's. */
  readonly quietUntil: (hospitalId: string, userId: string | null) => Date | null;
}

/** The right that working on a kind of case needs. */
export const workOn: Record<SlaCaseKind, Permission> = {
  COMPLAINT: "complaint.work",
  INQUIRY: "feedback.work",
  FEEDBACK: "feedback.work",
  ACTION: "action.work",
};

export async function loadEscalationFacts(
  em: EntityManager,
  cases: readonly { readonly kind: SlaCaseKind; readonly hospitalId: string }[],
  now: Date,
): Promise<EscalationFacts> {
  const hospitalIds = [...new Set(cases.map(({ hospitalId }) => hospitalId))];
  const chains = await sql<ChainRow>(
    em,
    `select id, hospital_id as "hospitalId", case_kind as "caseKind", is_default as "isDefault", levels from escalation_chain`,
  );
  const directories = new Map<Permission, Directory>();
  for (const permission of new Set(cases.map(({ kind }) => workOn[kind]))) {
    directories.set(permission, await loadDirectory(em, hospitalIds, permission));
  }
  return {
    chains,
    directoryOf: (kind) => directories.get(workOn[kind]) ?? { members: [], departments: [], openCounts: new Map() },
    absences: await loadAbsences(em, now),
    quietUntil: await loadQuietHours(em, hospitalIds, now),
  };
}

async function loadQuietHours(
  em: EntityManager,
  hospitalIds: readonly string[],
  now: Date,
): Promise<EscalationFacts["quietUntil"]> {
  const ofHospitals = await sql<QuietRow>(
    em,
    `select h.id as "hospitalId", h.time_zone as "timeZone", s.quiet_from as "from", s.quiet_to as "to"
       from hospital h left join hospital_settings s on s.hospital_id = h.id where h.id = any($1)`,
    [hospitalIds],
  );
  const ofUsers = await sql<{ userId: string; from: string; to: string }>(
    em,
    `select user_id as "userId", quiet_from as "from", quiet_to as "to" from user_preference where quiet_from is not null`,
  );
  const byUser = new Map(ofUsers.map((row) => [row.userId, row]));
  const byHospital = new Map(ofHospitals.map((row) => [row.hospitalId, row]));
  return (hospitalId, userId) => {
    const hospital = byHospital.get(hospitalId);
    if (!hospital) return null;
    const { from, to } = (userId && byUser.get(userId)) || hospital;
    return quietUntil(now, hospital.timeZone, from, to);
  };
}

export async function loadAbsences(em: EntityManager, now: Date): Promise<Absences> {
  const away = await sql<{ userId: string; standInId: string | null }>(
    em,
    `select user_id as "userId", stand_in_id as "standInId" from stand_in where from_at <= $1 and until_at > $1 order by id`,
    [now],
  );
  return new Map(away.map(({ userId, standInId }) => [userId, standInId]));
}

/** SLA-9: the chain that the policy names, else a default: of the kind before one for all kinds, of the hospital before the group's. */
export function chainFor(
  chains: readonly ChainRow[],
  chainId: string | null,
  { kind, hospitalId }: { readonly kind: SlaCaseKind; readonly hospitalId: string },
): readonly ChainLevel[] {
  const defaultOf = (caseKind: SlaCaseKind | null, hospital: string | null) =>
    chains.find((row) => row.isDefault && row.caseKind === caseKind && row.hospitalId === hospital);
  const chain =
    chains.find(({ id }) => id === chainId) ??
    defaultOf(kind, hospitalId) ??
    defaultOf(kind, null) ??
    defaultOf(null, hospitalId) ??
    defaultOf(null, null);
  return chain?.levels ?? [];
}
