import { createApiKey, Role } from "@px360/server/modules/accounts";
import type { Tx } from "@px360/server/modules/core";
import type { Department, Hospital } from "@px360/server/modules/organizations";
import type { SurveyDefinition } from "@px360/server/modules/surveys";
import { modules } from "../../server/src/app.ts";
import { buildDepartment, buildHospital, buildPhysician, buildUser } from "../../server/src/testing/factories.ts";
import { buildJourneyTemplate } from "../../server/src/testing/factories-journeys.ts";
import { buildSurveyTemplate } from "../../server/src/testing/factories-surveys.ts";
import { startTestServer, type TestClient, type TestServer } from "../../server/src/testing/test-server.ts";
import { handlers } from "../../workers/src/handlers.ts";
import { startWorker } from "../../workers/src/start-worker.ts";
import { labSurvey } from "./lab-survey.ts";
import { until } from "./until.ts";

export const people = {
  admin: "px-admin@e2e.px360.test",
  coordinator: "px-coordinator@e2e.px360.test",
  manager: "lab-manager@e2e.px360.test",
} as const;

/** To whom the manager hands the action on. */
export const labNurse = { nameEn: "Huda Alotaibi", nameAr: "هدى العتيبي" };

export interface Visit {
  readonly encounterId: string;
  readonly mrn: string;
}

export interface Found {
  readonly surveyId: string;
  readonly journeyId: string;
  /** Missing while there is none. */
  readonly actionId: string | undefined;
}

/** One hospital with the real server, a real worker and the built pages: everything but the HIS, the patient and the staff. */
export interface World {
  readonly url: string;
  readonly server: TestServer;
  readonly admin: TestClient;
  readonly hospital: Hospital;
  readonly lab: Department;
  /** What the HIS sends: one event of a visit over the REST intake. Returns when the intake has accepted it. */
  post(eventCode: string, visit: Visit): Promise<void>;
  /** Waits for the invitation of a visit in the notification log; returns the address of the patient's form. */
  surveyAddress(visit: Visit): Promise<string>;
  /** What the visit has led to by now. */
  find(visit: Visit): Promise<Found | undefined>;
  /** A visit that went badly, from check-in to the action, without a browser. */
  badVisit(visit: Visit): Promise<Found & { actionId: string }>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const server = await startTestServer();
  const worker = startWorker(server.kernel, modules, handlers);
  const { hospital, lab, key } = await server.kernel.tx(arrange);
  const admin = await server.signIn(people.admin);
  const world: World = {
    url: server.url,
    server,
    admin,
    hospital,
    lab,
    async post(eventCode, visit) {
      const response = await fetch(`${server.url}/api/integrations/events/`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify(eventOf(eventCode, visit)),
      });
      if (response.status !== 202) throw new Error(`the intake answered ${response.status}: ${await response.text()}`);
    },
    async surveyAddress(visit) {
      const { surveyId } = await until(`the survey of ${visit.encounterId}`, () => world.find(visit));
      return until(`the invitation of ${visit.encounterId}`, () => findInvitation(world, surveyId));
    },
    find: (visit) => find(admin, visit),
    async badVisit(visit) {
      await world.post("OPD_CHECKED_IN", visit);
      await world.post("LAB_ORDER_COMPLETED", visit);
      const address = await world.surveyAddress(visit);
      await answerBadly(server, address.split("/").pop() ?? "");
      return until(`the action after ${visit.encounterId}`, async () => {
        const found = await find(admin, visit);
        return found?.actionId ? { ...found, actionId: found.actionId } : undefined;
      });
    },
    async close() {
      await worker.stop();
      await server.close();
    },
  };
  return world;
}

async function arrange(tx: Tx): Promise<{ hospital: Hospital; lab: Department; key: string }> {
  const hospital = Object.assign(await buildHospital(tx), {
    code: "OLAYA",
    nameEn: "Olaya Hospital",
    nameAr: "مستشفى العليا",
  });
  const clinics = Object.assign(await buildDepartment(tx, { hospital, code: "OPD" }), {
    nameEn: "Outpatient clinics",
    nameAr: "العيادات الخارجية",
  });
  const lab = Object.assign(await buildDepartment(tx, { hospital, code: "LAB" }), {
    nameEn: "Laboratory",
    nameAr: "المختبر",
  });
  const physician = await buildPhysician(tx, { hospital, department: lab, licenseNumber: "PH-1042" });
  Object.assign(physician, { nameEn: "Dr. Salma Alharbi", nameAr: "د. سلمى الحربي" });
  const template = await buildSurveyTemplate(tx, {
    code: "LAB-VISIT",
    definition: labSurvey satisfies SurveyDefinition,
  });
  Object.assign(template, { nameEn: "Laboratory visit", nameAr: "زيارة المختبر" });
  await buildJourneyTemplate(tx, {
    code: "OPD",
    openingEventCodes: ["OPD_CHECKED_IN"],
    stages: [
      {
        code: "CONSULT",
        nameEn: "Doctor's consultation",
        nameAr: "استشارة الطبيب",
        triggerEventCode: "OPD_VISIT_COMPLETED",
      },
      {
        code: "LAB",
        nameEn: "Laboratory",
        nameAr: "المختبر",
        triggerEventCode: "LAB_ORDER_COMPLETED",
        surveyTemplateId: template.id,
        isAutoSendSurvey: true,
      },
    ],
  });
  const staff = [
    { role: Role.PX_ADMIN, email: people.admin, nameEn: "Reem Alqahtani", nameAr: "ريم القحطاني" },
    {
      role: Role.PX_COORDINATOR,
      hospital,
      email: people.coordinator,
      nameEn: "Noura Aldosari",
      nameAr: "نورة الدوسري",
    },
    {
      role: Role.DEPARTMENT_MANAGER,
      hospital,
      department: lab,
      email: people.manager,
      nameEn: "Khalid Alshehri",
      nameAr: "خالد الشهري",
    },
    { role: Role.DEPARTMENT_MANAGER, hospital, department: clinics, nameEn: "Maha Alzahrani", nameAr: "مها الزهراني" },
    { role: Role.STAFF, hospital, department: lab, ...labNurse },
  ];
  for (const { nameEn, nameAr, ...given } of staff) Object.assign(await buildUser(tx, given), { nameEn, nameAr });
  const { secret: key } = await createApiKey(tx, { label: "HIS", sourceSystem: "HIS" });
  return { hospital, lab, key };
}

function eventOf(eventCode: string, { encounterId, mrn }: Visit): object {
  const department = eventCode.startsWith("LAB") ? "LAB" : "OPD";
  return {
    source_system: "HIS",
    hospital_code: "OLAYA",
    event_id: `${encounterId}-${eventCode}`,
    event_code: eventCode,
    encounter_id: encounterId,
    patient_identifier: mrn,
    payload: {
      physician_license: "PH-1042",
      department_code: department,
      journey_type: "OPD",
      // A number of its own: one patient is not asked twice within a few days.
      patient: {
        name_ar: "سارة العمري",
        name_en: "Sara Alamri",
        mobile: `+96650${mrn.replace(/\D/g, "").padStart(7, "0")}`,
        language: "ar",
      },
    },
  };
}

async function ask<Data>(client: TestClient, document: string, variables: object): Promise<Data> {
  const { data, errors } = await client.query<Data>(document, variables);
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function findInvitation({ admin, url }: World, surveyInstanceId: string): Promise<string | undefined> {
  const data = await ask<{ notificationLogs: { nodes: { body: string }[] } }>(
    admin,
    "query ($surveyInstanceId: ID!) { notificationLogs(filter: { surveyInstanceId: $surveyInstanceId, status: [SENT] }) { nodes { body } } }",
    { surveyInstanceId },
  );
  const path = /\/s\/[\w-]{22}/.exec(data.notificationLogs.nodes[0]?.body ?? "")?.[0];
  // The message names PUBLIC_URL; the server of this world listens elsewhere.
  return path && `${url}${path}`;
}

async function answerBadly(server: TestServer, token: string): Promise<void> {
  const answers = {
    wait: { value: 1 },
    reason: { value: ["queue"] },
    explained: { value: "NO" },
    recommend: { value: 0 },
    comment: { value: "انتظرت ساعتين ولم يخبرني أحد بالسبب" },
  };
  const data = await ask<{ submitPublicSurvey: { state: string; userErrors: unknown[] } }>(
    server.client(),
    "mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { state userErrors { code message field } } }",
    { input: { token, answers, language: "AR" } },
  );
  if (data.submitPublicSurvey.state !== "ANSWERED") throw new Error(JSON.stringify(data));
}

async function find(admin: TestClient, { encounterId }: Visit): Promise<Found | undefined> {
  const data = await ask<{
    surveyInstances: { nodes: { id: string; journeyId: string; action: { id: string } | null }[] };
  }>(
    admin,
    "query ($encounterId: String!) { surveyInstances(filter: { encounterId: $encounterId }) { nodes { id journeyId action { id } } } }",
    { encounterId },
  );
  const [survey] = data.surveyInstances.nodes;
  return survey && { surveyId: survey.id, journeyId: survey.journeyId, actionId: survey.action?.id };
}
