import type { EntityManager } from "@mikro-orm/postgresql";
import { loadDirectory, type Directory } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import { quietUntil } from "../notifications/index.ts";
import type { ChainLevel } from "./escalation.rules.ts";
import type { Absences } from "./recipient.rules.ts";

export interface ChainRow {
  readonly id: string;
  readonly hospitalId: string | null;
  readonly isDefault: boolean;
  readonly levels: readonly ChainLevel[];
}

/** All that escalating needs to know, for a batch of cases. */
export interface EscalationFacts {
  readonly chains: readonly ChainRow[];
  readonly directory: Directory;
  readonly absences: Absences;
  /** End of the quiet hours that hold now in a hospital. */
  readonly quietUntil: ReadonlyMap<string, Date | null>;
}

export async function loadEscalationFacts(
  em: EntityManager,
  hospitalIds: readonly string[],
  now: Date,
): Promise<EscalationFacts> {
  const chains = await sql<ChainRow>(
    em,
    `select id, hospital_id as "hospitalId", is_default as "isDefault", levels from escalation_chain`,
  );
  const quiet = await sql<{ id: string; timeZone: string; quietFrom: string | null; quietTo: string | null }>(
    em,
    `select h.id, h.time_zone as "timeZone", s.quiet_from as "quietFrom", s.quiet_to as "quietTo"
       from hospital h left join hospital_settings s on s.hospital_id = h.id where h.id = any($1)`,
    [hospitalIds],
  );
  return {
    chains,
    directory: await loadDirectory(em, hospitalIds, "action.work"),
    absences: await loadAbsences(em, now),
    quietUntil: new Map(quiet.map((row) => [row.id, quietUntil(now, row.timeZone, row.quietFrom, row.quietTo)])),
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

/** SLA-9: the chain that the policy names, else the hospital's default, else the group's. */
export function chainFor(
  chains: readonly ChainRow[],
  chainId: string | null,
  hospitalId: string,
): readonly ChainLevel[] {
  const defaultOf = (hospital: string | null) => chains.find((row) => row.isDefault && row.hospitalId === hospital);
  const chain = chains.find(({ id }) => id === chainId) ?? defaultOf(hospitalId) ?? defaultOf(null);
  return chain?.levels ?? [];
}
