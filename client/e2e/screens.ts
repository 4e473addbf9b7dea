import { sql } from "@px360/server/modules/core";
import type { World } from "./world.ts";

interface Shown {
  readonly journeyId: string;
  readonly surveyId: string;
  readonly actionId: string;
  readonly eventId: string;
  readonly hospitalId: string;
  readonly departmentId: string;
  readonly patientId: string;
}

/** Every screen of the console with something on it. */
export const screens: readonly { readonly name: string; readonly path: (shown: Shown) => string }[] = [
  { name: "command-centre", path: () => "/" },
  { name: "journeys", path: () => "/journeys" },
  { name: "journey", path: ({ journeyId }) => `/journeys/${journeyId}` },
  { name: "surveys", path: () => "/surveys" },
  { name: "survey", path: ({ surveyId }) => `/surveys/${surveyId}` },
  { name: "actions", path: () => "/actions" },
  { name: "action", path: ({ actionId }) => `/actions/${actionId}` },
  { name: "nothing-matches", path: () => "/actions?search=nothing-like-this" },
  { name: "inbound-events", path: () => "/inbound-events" },
  { name: "inbound-event", path: ({ eventId }) => `/inbound-events/${eventId}` },
  { name: "audit", path: () => "/audit" },
  { name: "account", path: () => "/account" },
  { name: "departments", path: () => "/departments" },
  { name: "department", path: ({ departmentId }) => `/departments/${departmentId}` },
  { name: "physicians", path: () => "/physicians" },
  { name: "import", path: () => "/patients/import" },
  { name: "hospital", path: ({ hospitalId }) => `/hospitals/${hospitalId}` },
  { name: "patients", path: () => "/patients" },
  { name: "patient", path: ({ patientId }) => `/patients/${patientId}` },
  { name: "not-found", path: () => "/no-such-page" },
];

/** What they show: one visit that went badly, and one that is under way. */
export async function fillScreens(world: World): Promise<Shown> {
  const found = await world.badVisit({ encounterId: "E-1", mrn: "MRN-1" });
  await world.post("OPD_CHECKED_IN", { encounterId: "E-2", mrn: "MRN-2" });
  const em = world.server.kernel.orm.em.fork();
  const [event] = await sql<{ id: string }>(em, "select id from inbound_event order by id limit 1");
  const [patient] = await sql<{ id: string }>(em, "select id from patient where mrn = 'MRN-1'");
  const places = { hospitalId: world.hospital.id, departmentId: world.lab.id };
  return { ...found, ...places, eventId: event?.id ?? "", patientId: patient?.id ?? "" };
}
