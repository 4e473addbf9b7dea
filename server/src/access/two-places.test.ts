import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PxActionSource } from "../modules/action-center/index.ts";
import { Role } from "../modules/accounts/index.ts";
import { createFeedback, FeedbackKind, FeedbackSource } from "../modules/feedback/index.ts";
import type { Department, Hospital } from "../modules/organizations/index.ts";
import type { Tx } from "../modules/core/index.ts";
import { buildPxAction } from "../testing/factories-actions.ts";
import { buildComplaint } from "../testing/factories-complaints.ts";
import { buildDepartment, buildHospital, buildPatient, buildUser, giveRole } from "../testing/factories.ts";
import { startTestServer, type TestClient, type TestServer } from "../testing/test-server.ts";

interface Words {
  description: string | null;
  timeline: { kind: string; text: string | null }[];
}
interface Files {
  attachments: { fileName: string; note: string | null; url: string | null }[];
}
interface Place {
  readonly hospital: Hospital;
  readonly complaintId: string;
  readonly feedbackId: string;
}

const mobile = "+966501112233";

describe("F1.5: somebody with two roles at two places has the rights of each place there only", () => {
  let server: TestServer;
  let own: Place;
  let other: Place;
  let lab: Department;
  let actions: Record<"it" | "sameComplaint" | "sameElsewhere" | "samePatient", string>;
  let admin: TestClient;
  /** Works for one hospital, and reads the figures of the other. */
  let both: TestClient;
  /** The same of one department, whose patients they don't see. */
  let nurse: TestClient;

  async function buildPlace(tx: Tx, hospital: Hospital): Promise<Place> {
    await buildPatient(tx, { hospital, mobile });
    const complaint = await buildComplaint(tx, { hospital, description: "what was said" });
    const feedback = await createFeedback(tx, {
      hospitalId: hospital.id,
      kind: FeedbackKind.COMMENT,
      source: FeedbackSource.CALL_CENTER,
      subject: "A comment",
      description: "what was said",
    });
    return { hospital, complaintId: complaint.id, feedbackId: feedback.id };
  }

  async function write({ complaintId, feedbackId }: Place): Promise<void> {
    for (const [mutation, id] of [
      ["ComplaintNote", complaintId],
      ["FeedbackNote", feedbackId],
    ]) {
      await admin.query(
        `mutation ($id: ID!) { add${mutation}(input: { id: $id, note: "a note" }) { userErrors { code } } }`,
        { id },
      );
    }
    const body = new FormData();
    body.append("note", "what it shows");
    body.append(
      "file",
      new Blob([Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")]),
      "alharbi.pdf",
    );
    const headers = { authorization: `Bearer ${admin.accessToken}` };
    await fetch(`${server.url}/api/complaints/${complaintId}/attachments`, { method: "POST", headers, body });
  }

  beforeAll(async () => {
    server = await startTestServer();
    const emails = await server.kernel.tx(async (tx) => {
      const [here, there] = [await buildHospital(tx), await buildHospital(tx)];
      own = await buildPlace(tx, here);
      other = await buildPlace(tx, there);
      const ward = await buildDepartment(tx, { hospital: here });
      lab = await buildDepartment(tx, { hospital: here });
      const patient = await buildPatient(tx, { hospital: here });
      const [ofWard, ofLab] = [
        await buildComplaint(tx, { hospital: here, department: ward }),
        await buildComplaint(tx, { hospital: here, department: lab }),
      ];
      const open = async (source: PxActionSource, about: { complaintId: string; patientId?: string }) =>
        (await buildPxAction(tx, { hospital: here, department: ward, source, ...about })).id;
      const { CALL_RATING, KPI_BREACH, MANUAL, SOCIAL_MENTION } = PxActionSource;
      actions = {
        it: await open(CALL_RATING, { complaintId: ofLab.id, patientId: patient.id }),
        sameElsewhere: await open(KPI_BREACH, { complaintId: ofLab.id }),
        samePatient: await open(MANUAL, { complaintId: ofWard.id, patientId: patient.id }),
        sameComplaint: await open(SOCIAL_MENTION, { complaintId: ofWard.id }),
      };
      const people = [
        await buildUser(tx, { role: Role.PX_ADMIN }),
        await buildUser(tx, { role: Role.PX_COORDINATOR, hospital: here }),
        await buildUser(tx, { role: Role.STAFF, hospital: here, department: ward }),
      ];
      for (const user of people.slice(1)) giveRole(tx, user, Role.ANALYST, { hospital: there });
      return people.map(({ email }) => email);
    });
    const [first, ...rest] = await Promise.all(emails.map((email) => server.signIn(email)));
    admin = first as TestClient;
    [both, nurse] = rest as [TestClient, TestClient];
    for (const place of [own, other]) await write(place);
  });
  afterAll(() => server.close());

  async function read<Row>(type: "complaint" | "feedback", id: string, fields: string): Promise<Row> {
    const { data } = await both.query<Record<string, Row>>(`query ($id: ID!) { ${type}(id: $id) { ${fields} } }`, {
      id,
    });
    return data?.[type] as Row;
  }
  const noteOf = ({ timeline }: Words) => timeline.find(({ kind }) => kind === "NOTE");
  const words = "description timeline { kind text }";

  it.each(["complaint", "feedback"] as const)("CM-12, FB-4: the words of a %s, and of its timeline", async (type) => {
    const here = await read<Words>(type, own[`${type}Id`], words);
    expect([here.description, noteOf(here)?.text]).toEqual(["what was said", "a note"]);
    const there = await read<Words>(type, other[`${type}Id`], words);
    expect([there.description, noteOf(there)]).toEqual([null, { kind: "NOTE", text: null }]);
    expect(there.timeline.filter(({ text }) => text !== null)).toEqual([]);
  });

  it("CM-12, CM-40: a file's name, note and content", async () => {
    const fields = "attachments { fileName note url }";
    const here = await read<Files>("complaint", own.complaintId, fields);
    expect(here.attachments).toEqual([
      { fileName: "alharbi.pdf", note: "what it shows", url: expect.stringContaining("/api/") },
    ]);
    const there = await read<Files>("complaint", other.complaintId, fields);
    expect(there.attachments).toEqual([{ fileName: "file.pdf", note: null, url: null }]);
  });

  it("PX-27: which actions share a complaint or a patient", async () => {
    const related = async (client: TestClient, id: string) => {
      const { data } = await client.query<{ relatedPxActions: { pxAction: { id: string }; relations: string[] }[] }>(
        "query ($id: ID!) { relatedPxActions(id: $id) { pxAction { id } relations } }",
        { id },
      );
      return new Map(data?.relatedPxActions.map(({ pxAction, relations }) => [pxAction.id, relations]));
    };
    expect(await related(both, actions.it)).toEqual(
      new Map([
        [actions.samePatient, ["PATIENT"]],
        [actions.sameElsewhere, ["COMPLAINT"]],
      ]),
    );
    // Neither the complaint of the lab nor the patient is theirs to see; the complaint of their ward is.
    expect(await related(nurse, actions.it)).toEqual(new Map());
    expect(await related(nurse, actions.samePatient)).toEqual(new Map([[actions.sameComplaint, ["COMPLAINT"]]]));
  });

  it("OR-11: a patient is found by the phone number only where identity is theirs to see", async () => {
    const found = async (client: TestClient) => {
      const { data } = await client.query<{ patients: { nodes: { hospital: { id: string } }[]; totalCount: number } }>(
        "query ($mobile: String!) { patients(filter: { mobile: $mobile }) { totalCount nodes { hospital { id } } } }",
        { mobile },
      );
      return data?.patients.nodes.map(({ hospital }) => hospital.id).sort();
    };
    expect(await found(admin)).toEqual([own.hospital.id, other.hospital.id].sort());
    expect(await found(both)).toEqual([own.hospital.id]);
  });
});
