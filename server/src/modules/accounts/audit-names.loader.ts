import { byId, loader, unscoped, type RequestContext } from "../core/index.ts";
import { Department, Hospital, Physician } from "../organizations/index.ts";
import { personOf } from "./people.loader.ts";

interface Named {
  readonly nameAr: string;
  readonly nameEn: string;
}
type Find = (context: RequestContext, id: string) => Promise<Named | null>;

/** Whoever sees an entry sees what its hospital is called. */
export const hospitalOfAudit = loader<Hospital | null>(
  async (context, ids) => byId(await unscoped(context).find(Hospital, { id: { $in: [...ids] } })),
  null,
);
const department = loader<Department | null>(
  async (context, ids) => byId(await unscoped(context).find(Department, { id: { $in: [...ids] } })),
  null,
);
const physician = loader<Physician | null>(
  async (context, ids) => byId(await unscoped(context).find(Physician, { id: { $in: [...ids] } })),
  null,
);

/** What the ids in a field of an entry stand for, by the last word of the field's name. */
const finds: readonly (readonly [RegExp, Find])[] = [
  [/hospital$/i, hospitalOfAudit],
  [/(department|parent)$/i, department],
  [/physician$/i, physician],
  [/(user|assignee|recipient|owner|approver|actor|manager|by)$/i, personOf],
];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mostNames = 20;

/** Names of the people and places that a value of the trail holds as ids; none where it holds something else. */
export async function namesIn(context: RequestContext, field: string, value: unknown): Promise<Named[]> {
  const find = finds.find(([pattern]) => pattern.test(field.replace(/Ids?$/, "")))?.[1];
  if (!find) return [];
  const ids = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && uuid.test(one));
  const found = await Promise.all(ids.slice(0, mostNames).map((id) => find(context, id as string)));
  // Either every id has a name, or the ids are shown as they are.
  return found.every((one) => one !== null) ? found.map(({ nameAr, nameEn }) => ({ nameAr, nameEn })) : [];
}
