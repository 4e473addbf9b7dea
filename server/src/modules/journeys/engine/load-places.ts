import { sql, type Tx } from "../../core/index.ts";
import { placeKey, type PlacedEvent } from "./encounter-event.ts";

/** Physicians by licence and departments by code, each within its hospital: `placeKey(hospital, number)` → id. */
export interface Places {
  readonly physicians: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

interface PlaceRow {
  readonly kind: "P" | "D";
  readonly hospitalId: string;
  readonly code: string;
  readonly id: string;
}

export async function loadPlaces(tx: Tx, events: readonly PlacedEvent[]): Promise<Places> {
  const physicians = named(events, (event) => event.facts.physicianLicense);
  const departments = named(events, (event) => event.facts.departmentCode);
  if (physicians.size + departments.size === 0) return { physicians: new Map(), departments: new Map() };
  const rows = await sql<PlaceRow>(
    tx.em,
    `select 'P' as kind, p.hospital_id as "hospitalId", p.license_number as code, p.id
       from unnest($1::uuid[], $2::text[]) as w(hospital_id, code)
       join physician p on p.hospital_id = w.hospital_id and p.license_number = w.code
     union all
     select 'D', d.hospital_id, d.code, d.id
       from unnest($3::uuid[], $4::text[]) as w(hospital_id, code)
       join department d on d.hospital_id = w.hospital_id and d.code = w.code`,
    [...columns(physicians), ...columns(departments)],
  );
  const of = (kind: PlaceRow["kind"]) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [placeKey(row.hospitalId, row.code), row.id]));
  return { physicians: of("P"), departments: of("D") };
}

type Named = ReadonlyMap<string, readonly [hospitalId: string, code: string]>;

function named(events: readonly PlacedEvent[], codeOf: (event: PlacedEvent) => string | null): Named {
  return new Map(
    events.flatMap((event) => {
      const code = codeOf(event);
      return code === null ? [] : [[placeKey(event.hospitalId, code), [event.hospitalId, code] as const] as const];
    }),
  );
}

const columns = (wanted: Named): [string[], string[]] => [
  [...wanted.values()].map(([hospitalId]) => hospitalId),
  [...wanted.values()].map(([, code]) => code),
];
