import { getNamedType, isInputObjectType, type GraphQLInputType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../modules/accounts/index.ts";
import { sql } from "../modules/core/index.ts";
import type { GraphQLAnswer } from "../testing/test-server.ts";
import { codesOf } from "./testing/answers.ts";
import { callOf, placeholders } from "./testing/documents.ts";
import { digestOf } from "./testing/digest.ts";
import { references } from "./testing/references.ts";
import { localRoles, type LocalRole } from "./testing/two-hospitals.ts";
import { startWorld, type World } from "./testing/world.ts";

describe("P2, F1.5: nothing of another hospital can be changed", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.close());
  const of = (role: LocalRole) => world.client(role);

  /** The target of a mutation's `id` or `ids`, by its name. */
  function targetOf(mutation: string): string {
    if (mutation === "removeComplaintAttachment") return "AttachmentFile";
    if (/Evidence$/.test(mutation) && mutation.startsWith("remove")) return "PxActionEvidence";
    if (mutation === "tickPxActionEvidence") return "PxActionCheck";
    const kinds: [RegExp, string][] = [
      [/ActionChecklist/, "ActionChecklist"],
      [/SavedView/, "SavedView"],
      [/StandIn/, "StandIn"],
      [/Calendar/, "BusinessCalendar"],
      [/Chain/, "EscalationChain"],
      [/SlaPolicy/, "SlaPolicy"],
      [/PxAction|Actions/, "PxAction"],
      [/Feedback/, "Feedback"],
      [/Complain|ResolutionSurvey/, "Complaint"],
      [/JourneyTemplate/, "JourneyTemplate"],
      [/Journey/, "JourneyInstance"],
      [/SurveyTemplate/, "SurveyTemplate"],
      [/Survey(sBulk)?$/, "SurveyInstance"],
      [/Department/, "Department"],
      [/Employee/, "Employee"],
      [/Patient/, "Patient"],
      [/Physician/, "Physician"],
      [/Hospital/, "Hospital"],
      [/Notification/, "Notification"],
      [/InboundEvent/, "InboundEvent"],
      [/RoutingRule/, "RoutingRule"],
      [/MessageTemplate/, "MessageTemplate"],
      [/Role/, "RoleAssignment"],
      [/User|Invitation|PasswordReset|ServiceAccount/, "User"],
      [/ApiKey/, "ApiKey"],
    ];
    return kinds.find(([pattern]) => pattern.test(mutation))?.[1] ?? "";
  }
  /** What callers do to themselves; ids of others that they can put into it are tried below, field by field. */
  const personal = [
    "login",
    "logout",
    "refreshSession",
    "updateMyPreferences",
    "changeMyPassword",
    "markNotificationsRead",
    "markAllNotificationsRead",
    "saveNotificationPreference",
    "endMySession",
    "endMyOtherSessions",
    "setPasswordByLink",
    "inviteUser",
    "createExport",
    "saveView",
    "setDefaultView",
    "saveListPreference",
    "saveStandIn",
    "endViewAs",
    "savePublicSurvey",
    "submitPublicSurvey",
    "createHospital",
  ];

  it.each(localRoles)(
    "%s: mutations on what belongs to the other hospital: as if it did not exist, or FORBIDDEN, and no row changes",
    async (role) => {
      const before = await digestOf(world.server);
      const wrong: string[] = [];
      for (const operation of world.operations.filter(
        ({ kind, field }) => kind === "mutation" && !personal.includes(field.name),
      )) {
        const { name } = operation.field;
        const values = (field: string, type: string) => {
          if (field === "isPreview") return false;
          const kind = field === "id" || field === "ids" ? targetOf(name) : references[field];
          // Dead letters, the codes of events, the categories of complaints and retention belong to the group.
          if (
            type !== "ID" ||
            field === "clientMutationId" ||
            /DeadLetter|EventRule|ComplaintCategory|RetentionSetting/.test(name)
          )
            return placeholders(field, type);
          if (!kind || !world.foreign[kind]) throw new Error(`${name}: nothing to put into ${field}`);
          return world.foreign[kind];
        };
        for (const including of [
          [...Object.keys(references), "ids"],
          ["hospitalId", "ids"],
        ]) {
          const call = callOf(operation, { values, including, depth: /Bulk$/.test(name) ? 1 : 0 });
          const answer: GraphQLAnswer<Record<string, { userErrors: { code: string }[] }>> = await of(role).query(
            call.query.replace("__typename", "__typename userErrors { code }"),
            call.variables,
          );
          const codes = [...codesOf(answer), ...(answer.data?.[name]?.userErrors ?? []).map((error) => error.code)];
          const text = JSON.stringify(answer.data);
          const isBulk = /Bulk$/.test(name) && /"done":0\b/.test(text) && /"notPermitted":1\b/.test(text);
          const isRefused = codes.length === 1 && /^(NOT_FOUND|FORBIDDEN|UNKNOWN_\w+)$/.test(codes[0] ?? "");
          if (!isRefused && !isBulk) wrong.push(`${role} ${name}: ${JSON.stringify(answer).slice(0, 300)}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await digestOf(world.server)).toEqual(before);
    },
  );

  it("OR-9, AC-31: nothing of the own hospital can be tied to something of the other", async () => {
    const [hospitalId, id] = [world.own["Hospital"], world.own["PxAction"]];
    const names = { nameAr: "x", nameEn: "x" };
    const department = { departmentId: world.foreign["Department"] };
    const person = { email: "x@t.test", ...names };
    const staff = (place: object) => ({ role: "STAFF", scopeType: "HOSPITAL", ...place });
    const ties: [string, object][] = [
      ["inviteUser", { ...person, roles: [staff({ hospitalId: world.foreign["Hospital"] })] }],
      ["inviteUser", { ...person, roles: [staff({ scopeType: "DEPARTMENT", ...department })] }],
      ["inviteUser", { ...person, roles: [staff({ hospitalId })], employeeId: world.foreign["Employee"] }],
      ["inviteUser", { ...person, roles: [staff({ hospitalId })], physicianId: world.foreign["Physician"] }],
      ["createDepartment", { hospitalId, code: "X", ...names, parentId: world.foreign["Department"] }],
      ["createDepartment", { hospitalId, code: "X", ...names, managerId: world.foreign["Employee"] }],
      ["updateDepartment", { id: world.own["Department"], version: 1, parentId: world.foreign["Department"] }],
      ["updateDepartment", { id: world.own["Department"], version: 1, managerId: world.foreign["Employee"] }],
      ["createPhysician", { hospitalId, licenseNumber: "X", ...names, ...department }],
      ["updatePhysician", { id: world.own["Physician"], version: 1, ...department }],
      ["createEmployee", { hospitalId, employeeNumber: "X", ...names, ...department }],
      ["updateEmployee", { id: world.own["Employee"], version: 1, ...department }],
      ["createPxAction", { hospitalId, priority: "HIGH", titleEn: "x", ...department }],
      ["createPxAction", { hospitalId, priority: "HIGH", titleEn: "x", assigneeId: world.foreign["User"] }],
      [
        "createPxAction",
        { hospitalId, priority: "HIGH", titleEn: "x", surveyInstanceId: world.foreign["SurveyInstance"] },
      ],
      ["assignPxAction", { id, assigneeId: world.foreign["User"] }],
      ["createJourneyInstance", { hospitalId, encounterId: "E-9", mrn: "M-9", journeyType: "OPD", ...department }],
      [
        "createJourneyInstance",
        { hospitalId, encounterId: "E-9", mrn: "M-9", journeyTemplateId: world.foreign["JourneyTemplate"] },
      ],
      [
        "simulateJourneyEvent",
        { hospitalId, eventCode: "LAB_DONE", encounterId: "E-9", journeyTemplateId: world.foreign["JourneyTemplate"] },
      ],
    ];
    const before = await digestOf(world.server);
    const accepted: string[] = [];
    for (const [mutation, input] of ties) {
      const { codes, answer } = await attempt(Role.HOSPITAL_ADMIN, mutation, input);
      if (codes.length === 0 || codes.some((code) => /INTERNAL|VALIDATION|CONFLICT/.test(code)))
        accepted.push(`${mutation} ${JSON.stringify(input)}: ${JSON.stringify(answer)}`);
    }
    expect(accepted).toEqual([]);
    expect(await digestOf(world.server)).toEqual(before);
  });

  async function attempt(role: LocalRole, mutation: string, input: object, more = "") {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const answer = await of(role).query<Record<string, { userErrors: { code: string }[] }>>(
      `mutation ($input: ${type}) { ${mutation}(input: $input) { ${more} userErrors { code } } }`,
      { input },
    );
    const codes = [...codesOf(answer), ...(answer.data?.[mutation]?.userErrors ?? []).map((error) => error.code)];
    return { answer, codes };
  }

  /** For each id that fits into what is personal: an attempt with one of the other hospital's. */
  function intrusions(): Record<string, object> {
    const { foreign, own } = world;
    const day = 86_400_000;
    const away = { fromAt: new Date(Date.now() + 9 * day), untilAt: new Date(Date.now() + 10 * day) };
    const view = { list: "actions", name: "x", state: {} };
    const role = { role: "STAFF", scopeType: "HOSPITAL" };
    const person = { email: "x@t.test", nameAr: "x", nameEn: "x" };
    const home = { ...role, hospitalId: own["Hospital"] };
    return {
      "saveStandIn.id": { ...away, id: foreign["StandIn"], version: 1 },
      "saveStandIn.userId": { ...away, userId: foreign["User"] },
      "saveStandIn.standInId": { ...away, standInId: foreign["User"] },
      "saveView.id": { ...view, id: foreign["SavedView"] },
      "setDefaultView.viewId": { list: "actions", viewId: foreign["SavedView"] },
      "markNotificationsRead.ids": { ids: [foreign["UserNotification"]], isRead: true },
      "endMySession.id": { id: foreign["Session"] },
      "endViewAs.id": { id: foreign["ViewAs"] },
      "inviteUser.employeeId": { ...person, roles: [home], employeeId: foreign["Employee"] },
      "inviteUser.physicianId": { ...person, roles: [home], physicianId: foreign["Physician"] },
      "inviteUser.roles.hospitalId": { ...person, roles: [{ ...role, hospitalId: foreign["Hospital"] }] },
      "inviteUser.roles.departmentId": {
        ...person,
        roles: [{ role: "STAFF", scopeType: "DEPARTMENT", departmentId: foreign["Department"] }],
      },
    };
  }

  it("P2: ids of the other hospital inside what is personal change nothing, whoever gives them", async () => {
    const all = intrusions();
    const fields = world.operations
      .filter(({ kind, field }) => kind === "mutation" && personal.includes(field.name))
      .flatMap(({ field }) => field.args.flatMap((arg) => idsWithin(field.name, arg.type)));
    expect(Object.keys(all).sort()).toEqual(fields.sort());
    const before = await digestOf(world.server);
    const done: string[] = [];
    for (const role of localRoles) {
      for (const [name, input] of Object.entries(all)) {
        const [mutation = ""] = name.split(".");
        const isMarking = mutation === "markNotificationsRead";
        const { answer, codes } = await attempt(role, mutation, input, isMarking ? "changedCount" : "");
        const isRefused = codes.length === 1 && /^(NOT_FOUND|FORBIDDEN|OUT_OF_SCOPE|UNKNOWN_\w+)$/.test(codes[0] ?? "");
        const isNothing = isMarking && JSON.stringify(answer.data).includes('"changedCount":0');
        if (!isRefused && !isNothing) done.push(`${role} ${name}: ${JSON.stringify(answer)}`);
      }
    }
    expect(done).toEqual([]);
    expect(await digestOf(world.server)).toEqual(before);
  });

  it("PX-14: files of the other hospital are neither read nor added to", async () => {
    const call = (role: LocalRole, way: string, method: string) =>
      fetch(`${world.server.url}/api/${way}`, {
        method,
        headers: { authorization: `Bearer ${of(role).accessToken}` },
        ...(method === "POST" ? { body: new FormData() } : {}),
      });
    expect((await call(Role.HOSPITAL_ADMIN, `evidence/${world.own["EvidenceFile"]}`, "GET")).status).toBe(200);
    for (const role of localRoles) {
      for (const response of [
        await call(role, `evidence/${world.foreign["EvidenceFile"]}`, "GET"),
        await call(role, `actions/${world.foreign["PxAction"]}/evidence`, "POST"),
        await call(role, `complaint-attachments/${world.foreign["AttachmentFile"]}`, "GET"),
        await call(role, `complaints/${world.foreign["Complaint"]}/attachments`, "POST"),
      ]) {
        expect([403, 404]).toContain(response.status);
        expect(world.leakIn(await response.text())).toBeNull();
      }
    }
    const [row] = await sql<{ count: number }>(
      world.server.kernel.orm.em.fork(),
      "select count(*)::int as count from px_action_evidence where action_id = $1",
      [world.foreign["PxAction"]],
    );
    expect(row?.count).toBe(2);
  });
});

/** Paths of the ids that an argument takes. What the caller chooses themselves names nothing. */
function idsWithin(path: string, type: GraphQLInputType): string[] {
  const inner = getNamedType(type);
  if (inner.name === "ID") return [path];
  if (!isInputObjectType(inner)) return [];
  return Object.values(inner.getFields())
    .filter(({ name }) => name !== "clientMutationId")
    .flatMap((field) => idsWithin(`${path}.${field.name}`, field.type));
}
