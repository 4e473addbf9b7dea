import { globSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "@px360/server/modules/core";
import type { World } from "./world.ts";

/** Ids of one of each, for the screens that show one. */
export interface Shown {
  readonly journeyId: string;
  readonly surveyId: string;
  readonly actionId: string;
  readonly eventId: string;
  readonly hospitalId: string;
  readonly departmentId: string;
  readonly physicianId: string;
  readonly employeeId: string;
  readonly patientId: string;
  readonly userId: string;
  readonly calendarId: string;
  readonly policyId: string;
  readonly complaintId: string;
  readonly feedbackId: string;
  readonly auditId: string;
}

export interface Screen {
  readonly name: string;
  readonly path: (shown: Shown) => string;
  /** Without it the console shows its page for a missing right. */
  readonly permission?: string | undefined;
  /** It shows one thing, named by its address. */
  readonly isOfOne?: boolean;
}

/** Whose id stands for `:id`, by what the path begins with. */
const idsByPath: Readonly<Record<string, keyof Shown>> = {
  "/journeys": "journeyId",
  "/surveys": "surveyId",
  "/actions": "actionId",
  "/inbound-events": "eventId",
  "/hospitals": "hospitalId",
  "/departments": "departmentId",
  "/physicians": "physicianId",
  "/employees": "employeeId",
  "/patients": "patientId",
  "/access/users": "userId",
  "/complaints": "complaintId",
  "/feedback": "feedbackId",
  "/audit": "auditId",
  "/sla/calendars": "calendarId",
  "/sla/policies": "policyId",
};
/** What is looked at elsewhere: pages before signing in, and the developers' page. */
const elsewhere = new Set(["login", "set-password", "kit"]);

/** Pages that show a thing of a kind that is not known here. */
export const unknownScreens: string[] = [];

/** Every page of the console, from the routes themselves: a new one is looked at without a word here, unless it needs an id of a new kind. */
export const screens: readonly Screen[] = [
  ...(await routesOfConsole()),
  { name: "nothing-matches", path: () => "/actions?search=nothing-like-this", permission: "action.read" },
  { name: "not-found", path: () => "/no-such-page" },
];

interface Route {
  readonly path: string;
  readonly name?: string;
  readonly redirect?: unknown;
  readonly meta?: { readonly permission?: string };
  readonly children?: readonly Route[];
}

async function routesOfConsole(): Promise<Screen[]> {
  const folder = fileURLToPath(new URL("../src/features/", import.meta.url));
  const found: Screen[] = [];
  const add = (routes: readonly Route[], above: string, permissionAbove?: string): void => {
    for (const { path, name, redirect, children, meta } of routes) {
      const whole = path.startsWith("/") ? path : [above, path].filter(Boolean).join("/");
      const permission = meta?.permission ?? permissionAbove;
      const address = pathOf(whole);
      if (!address) unknownScreens.push(whole);
      else if (name && redirect === undefined && !elsewhere.has(name))
        found.push({ name, path: address, permission, isOfOne: whole.includes(":") });
      add(children ?? [], whole, permission);
    }
  };
  for (const file of globSync("*/routes.ts", { cwd: folder }).sort()) {
    const { routes } = (await import(pathToFileURL(`${folder}${file}`).href)) as { routes: Route[] };
    add(routes, "");
  }
  return found;
}

function pathOf(path: string): Screen["path"] | undefined {
  if (!path.includes(":")) return () => path;
  const known = Object.entries(idsByPath).find(([start]) => path.startsWith(`${start}/:`));
  return known && ((shown) => path.replace(/:\w+/, shown[known[1]]));
}

/** What they show: one visit that went badly, one that is under way, and a case of each kind. */
export async function fillScreens(world: World): Promise<Shown> {
  const found = await world.badVisit({ encounterId: "E-1", mrn: "MRN-1" });
  await world.post("OPD_CHECKED_IN", { encounterId: "E-2", mrn: "MRN-2" });
  const hospitalId = world.hospital.id;
  const departmentId = world.lab.id;
  const create = async (mutation: string, thing: string, input: object): Promise<string> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { data, errors } = await world.admin.query<Record<string, Record<string, { id: string } | null>>>(
      `mutation ($input: ${type}) { ${mutation}(input: $input) { ${thing} { id } userErrors { code field } } }`,
      { input: { hospitalId, departmentId, ...input } },
    );
    const id = data?.[mutation]?.[thing]?.id;
    if (!id) throw new Error(JSON.stringify({ mutation, data, errors }));
    return id;
  };
  const words = {
    subject: "انتظار طويل في المختبر",
    description: "انتظرت ساعتين ولم يخبرني أحد بالسبب.",
  };
  const complaint = { ...words, source: "CALL_CENTER", severity: "HIGH", complainantName: "سارة العمري" };
  const feedback = { ...words, kind: "INQUIRY", source: "RECEPTION", contactName: "سارة العمري" };
  const employee = { employeeNumber: "EMP-1", nameEn: "Sami Alghamdi", nameAr: "سامي الغامدي" };
  const em = world.server.kernel.orm.em.fork();
  const first = async (table: string) =>
    (await sql<{ id: string }>(em, `select id from ${table} order by id limit 1`))[0]?.id ?? "";
  return {
    ...found,
    hospitalId,
    departmentId,
    employeeId: await create("createEmployee", "employee", employee),
    complaintId: await create("createComplaint", "complaint", complaint),
    feedbackId: await create("createFeedback", "feedback", feedback),
    eventId: await first("inbound_event"),
    patientId: await first("patient"),
    physicianId: await first("physician"),
    userId: await first("app_user"),
    auditId: await first("audit_event"),
    calendarId: await first("business_calendar"),
    policyId: await first("sla_policy"),
  };
}
