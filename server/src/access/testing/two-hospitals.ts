import { createApiKey, Role, type User } from "../../modules/accounts/index.ts";
import { deliverOutbox, outboxContract, sql, type JobHandler } from "../../modules/core/index.ts";
import { inboundEventsContract } from "../../modules/integrations/index.ts";
import { processInboundEvents } from "../../modules/journeys/index.ts";
import { notificationsContract, sendNotifications } from "../../modules/notifications/index.ts";
import { Employee, type Department, type Hospital, type Physician } from "../../modules/organizations/index.ts";
import { surveyToken } from "../../modules/surveys/index.ts";
import { drain } from "../../testing/drain.ts";
import { buildDepartment, buildHospital, buildPhysician, buildUser } from "../../testing/factories.ts";
import { buildJourneyTemplate } from "../../testing/factories-journeys.ts";
import { buildSurveyTemplate } from "../../testing/factories-surveys.ts";
import type { TestClient, TestServer } from "../../testing/test-server.ts";

/** The queues of the worker; server code never imports workers. */
const handlers: readonly JobHandler[] = [
  { contract: outboxContract, handle: deliverOutbox },
  { contract: inboundEventsContract, handle: processInboundEvents },
  { contract: notificationsContract, handle: sendNotifications },
];

/** Those whose reach ends at their hospital. */
export const localRoles = [
  Role.HOSPITAL_ADMIN,
  Role.PX_COORDINATOR,
  Role.DEPARTMENT_MANAGER,
  Role.PHYSICIAN,
  Role.STAFF,
  Role.CALL_CENTER_AGENT,
  Role.EXECUTIVE,
  Role.ANALYST,
] as const;
export type LocalRole = (typeof localRoles)[number];

export interface Side {
  /** Stands in every name of this hospital, so that a leak of any text shows. */
  readonly marker: string;
  readonly hospital: Hospital;
  readonly lab: Department;
  readonly ward: Department;
  readonly users: Readonly<Record<LocalRole, User>>;
  /** A visit of a patient: LAB by the first physician or WARD by the second, answered if wished, and all that follows from it. */
  visit(encounterId: string, place: "LAB" | "WARD", answer?: "GOOD" | "BAD"): Promise<void>;
}

/** One hospital with everything in it; `alike` sides share codes, encounters and MRNs, and differ in their names. */
export async function buildSide(server: TestServer, marker: string): Promise<Side> {
  const { kernel } = server;
  const named = <Row extends { nameEn: string; nameAr: string }>(row: Row, what: string): Row =>
    Object.assign(row, { nameEn: `${marker} ${what}`, nameAr: `${marker} ${what}` });
  const built = await kernel.tx(async (tx) => {
    const hospital = named(await buildHospital(tx), "hospital");
    hospital.code = marker;
    const lab = named(await buildDepartment(tx, { hospital, code: "LAB" }), "lab");
    const ward = named(await buildDepartment(tx, { hospital, code: "WARD" }), "ward");
    const physicians: Physician[] = [];
    for (const department of [lab, ward]) {
      physicians.push(
        named(
          await buildPhysician(tx, { hospital, department, licenseNumber: `PH-${department.code}` }),
          `physician of ${department.code}`,
        ),
      );
    }
    tx.em.create(Employee, {
      hospital,
      department: lab,
      employeeNumber: "EMP-1",
      nameEn: `${marker} employee`,
      nameAr: `${marker} employee`,
    } as never);
    const survey = named(await buildSurveyTemplate(tx, { hospital, code: "SATISFACTION" }), "survey");
    const stage = (code: string) => ({
      code,
      nameAr: `${marker} ${code}`,
      nameEn: `${marker} ${code}`,
      triggerEventCode: `${code}_DONE`,
      surveyTemplateId: survey.id,
      isAutoSendSurvey: true,
    });
    const template = await buildJourneyTemplate(tx, {
      hospital,
      code: "OPD",
      openingEventCodes: ["CHECKED_IN"],
      stages: [stage("LAB"), stage("WARD")],
    });
    named(template, "journey");
    const users = {} as Record<LocalRole, User>;
    for (const role of localRoles) {
      const isOfDepartment = role === Role.DEPARTMENT_MANAGER || role === Role.STAFF;
      const user = await buildUser(tx, {
        role,
        hospital,
        email: `${role}@${marker}.test`,
        ...(isOfDepartment ? { department: lab } : {}),
        ...(role === Role.PHYSICIAN ? { physician: physicians[0] as Physician } : {}),
      });
      users[role] = named(user, role);
    }
    const key = (await createApiKey(tx, { label: `${marker} HIS`, sourceSystem: "HIS", hospitalId: hospital.id }))
      .secret;
    return { hospital, lab, ward, users, key };
  });

  const post = async (event: object) => {
    const response = await fetch(`${server.url}/api/integrations/events/`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": built.key },
      body: JSON.stringify({ source_system: "HIS", hospital_code: marker, ...event }),
    });
    if (response.status !== 202) throw new Error(`not accepted: ${await response.text()}`);
  };

  let eventCount = 0;
  return {
    marker,
    ...built,
    async visit(encounterId, place, answer) {
      const common = {
        encounter_id: encounterId,
        patient_identifier: `MRN-${encounterId}`,
        payload: {
          journey_type: "OPD",
          department_code: place,
          physician_license: `PH-${place}`,
          patient: {
            name_en: `${marker}-PATIENT ${encounterId}`,
            name_ar: `${marker}-PATIENT ${encounterId}`,
            mobile: "+966501234567",
            language: "en",
          },
        },
      };
      await post({ ...common, event_id: `${marker}-${++eventCount}`, event_code: "CHECKED_IN" });
      await post({ ...common, event_id: `${marker}-${++eventCount}`, event_code: `${place}_DONE` });
      await drain(kernel, handlers);
      if (!answer) return;
      const [survey] = await sql<{ id: string }>(
        kernel.orm.em.fork(),
        "select id from survey_instance where hospital_id = $1 and encounter_id = $2",
        [built.hospital.id, encounterId],
      );
      await submit(server.client(), surveyToken(kernel.config.SURVEY_TOKEN_KEY, survey?.id ?? ""), answer);
      await drain(kernel, handlers);
    },
  };
}

const worst: Readonly<Record<string, unknown>> = { RATING: 1, SMILEY: 1, NPS: 0, LIKERT: 1, YES_NO: "NO" };
const best: Readonly<Record<string, unknown>> = { RATING: 5, SMILEY: 5, NPS: 10, LIKERT: 5, YES_NO: "YES" };

async function submit(client: TestClient, token: string, answer: "GOOD" | "BAD"): Promise<void> {
  const form = await client.query<{ publicSurvey: { definition: { questions: { id: string; type: string }[] } } }>(
    "query ($token: String!) { publicSurvey(token: $token) { definition { questions { id type } } } }",
    { token },
  );
  const values = answer === "BAD" ? worst : best;
  const questions = form.data?.publicSurvey.definition.questions ?? [];
  const answers = Object.fromEntries(
    questions.flatMap(({ id, type }) => (type in values ? [[id, { value: values[type] }]] : [])),
  );
  const reply = await client.query<{ submitPublicSurvey: { userErrors: unknown[] } }>(
    "mutation ($input: SubmitPublicSurveyInput!) { submitPublicSurvey(input: $input) { userErrors { code } } }",
    { input: { token, answers, language: "EN" } },
  );
  if (reply.data?.submitPublicSurvey.userErrors.length !== 0)
    throw new Error(`not submitted: ${JSON.stringify(reply)}`);
}
