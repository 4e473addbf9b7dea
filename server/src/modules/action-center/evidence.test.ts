import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { buildPxAction } from "../../testing/factories-actions.ts";
import { startTestServer, type TestClient, type TestServer } from "../../testing/test-server.ts";
import { Role } from "../accounts/index.ts";
import { sql } from "../core/index.ts";
import type { Department, Hospital } from "../organizations/index.ts";
import { maxEvidenceBytes } from "./evidence.rules.ts";
import { PxActionStatus } from "./px-action.enums.ts";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("files as evidence over HTTP", () => {
  let server: TestServer;
  let directory: string;
  let hospital: Hospital;
  let ward: Department;
  const clients: Record<string, TestClient> = {};

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "px360-evidence-"));
    server = await startTestServer({ FILES_DIR: directory });
    const users = await server.kernel.tx(async (tx) => {
      hospital = await buildHospital(tx);
      ward = await buildDepartment(tx, { hospital });
      return {
        nurse: await buildUser(tx, { role: Role.STAFF, hospital, department: ward }),
        executive: await buildUser(tx, { role: Role.EXECUTIVE, hospital }),
        stranger: await buildUser(tx, { role: Role.HOSPITAL_ADMIN, hospital: await buildHospital(tx) }),
      };
    });
    for (const [name, user] of Object.entries(users)) clients[name] = await server.signIn(user.email);
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const open = (given: Parameters<typeof buildPxAction>[1] = {}) =>
    server.kernel.tx((tx) => buildPxAction(tx, { hospital, department: ward, ...given }));
  const bearer = (name: string | null) => ({
    ...(name ? { authorization: `Bearer ${clients[name]?.accessToken}` } : {}),
    "accept-language": "en",
  });
  const upload = async (
    name: string | null,
    actionId: string,
    bytes: Buffer,
    fileName = "proof.pdf",
    type = "application/pdf",
  ) => {
    const body = new FormData();
    body.append("note", "what it shows");
    body.append("file", new Blob([new Uint8Array(bytes)], { type }), fileName);
    const response = await fetch(`${server.url}/api/actions/${actionId}/evidence`, {
      method: "POST",
      body,
      headers: bearer(name),
    });
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      body: (await response.json()) as Record<string, string>,
    };
  };
  const files = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  it("PX-14: keeps a file, gives it back as an attachment, and audits both", async () => {
    const { id } = await open();
    const { status, body } = await upload("nurse", id, pdf, "../تقرير الزيارة.exe", "application/x-msdownload");
    expect(status).toBe(201);
    expect(body).toMatchObject({
      fileName: "تقرير الزيارة.pdf",
      contentType: "application/pdf",
      sizeBytes: pdf.length,
    });
    const [file] = await files();
    expect((await stat(path.join(file?.parentPath ?? "", file?.name ?? ""))).mode & 0o777).toBe(0o600);

    const response = await fetch(`${server.url}/api/evidence/${body["id"]}`, { headers: bearer("executive") });
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const audited = await sql<{ action: string }>(
      server.kernel.orm.em.fork(),
      "select action from audit_event where target_id = $1 order by id",
      [id],
    );
    expect(audited.map((row) => row.action)).toEqual([
      "pxAction.created",
      "pxAction.evidenceAdded",
      "pxAction.evidenceRead",
    ]);
  });

  it("PX-14: refuses what is no PDF, PNG, JPEG or WebP, whatever its name says", async () => {
    const { id } = await open();
    const before = (await files()).length;
    const page = Buffer.from("<!doctype html><script>alert(1)</script>");
    for (const bytes of [
      page,
      Buffer.from("plain text"),
      Buffer.from("MZ\u0090\u0000"),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ]) {
      expect(await upload("nurse", id, bytes, "proof.pdf", "application/pdf")).toMatchObject({
        status: 415,
        type: expect.stringContaining("problem+json"),
      });
    }
    expect((await upload("nurse", id, Buffer.alloc(0))).status).toBe(422);
    expect((await upload("nurse", id, png, "a.txt")).body["fileName"]).toBe("a.png");
    expect((await files()).length).toBe(before + 1);
  });

  it("PX-14: refuses more than 10 MiB, also when the size is not announced", async () => {
    const { id } = await open();
    const large = Buffer.concat([pdf, Buffer.alloc(maxEvidenceBytes)]);
    expect((await upload("nurse", id, large)).status).toBe(413);
    const exact = Buffer.concat([pdf, Buffer.alloc(maxEvidenceBytes - pdf.length)]);
    expect((await upload("nurse", id, exact)).status).toBe(201);

    const head =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\nContent-Type: application/pdf\r\n\r\n';
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of [Buffer.from(head), large, Buffer.from("\r\n--b--\r\n")])
          controller.enqueue(new Uint8Array(part));
        controller.close();
      },
    });
    const headers = { ...bearer("nurse"), "content-type": "multipart/form-data; boundary=b" };
    const options = { method: "POST", body: stream, duplex: "half", headers } as RequestInit;
    const response = await fetch(`${server.url}/api/actions/${id}/evidence`, options);
    expect(response.status).toBe(413);
  });

  it("P2, PX-14: asks for the same rights and scope as GraphQL", async () => {
    const { id } = await open();
    expect((await upload(null, id, pdf)).status).toBe(401);
    expect((await upload("executive", id, pdf)).status).toBe(403);
    expect((await upload("stranger", id, pdf)).status).toBe(404);
    expect((await upload("nurse", "0199d7a0-0000-7000-8000-000000000000", pdf)).status).toBe(404);
    expect((await upload("nurse", "not-an-id", pdf)).status).toBe(404);
    const { body } = await upload("nurse", id, pdf);
    const read = async (name: string | null) =>
      (await fetch(`${server.url}/api/evidence/${body["id"]}`, { headers: bearer(name) })).status;
    expect([await read(null), await read("stranger"), await read("nurse")]).toEqual([401, 404, 200]);
    const pending = await open({ status: PxActionStatus.PENDING_APPROVAL });
    expect(await upload("nurse", pending.id, pdf)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining("status") },
    });
  });

  it("PX-14: a malformed body is the caller's fault, and removed evidence is gone from the disk", async () => {
    const { id } = await open();
    const post = (body: string, type: string) =>
      fetch(`${server.url}/api/actions/${id}/evidence`, {
        method: "POST",
        body,
        headers: { ...bearer("nurse"), "content-type": type },
      });
    expect((await post("{}", "application/json")).status).toBe(415);
    expect((await post("--b\r\nbroken", "multipart/form-data; boundary=b")).status).toBeLessThan(500);
    const before = (await files()).length;
    const { body } = await upload("nurse", id, pdf);
    const removed = await clients["nurse"]?.query<{ removePxActionEvidence: { pxAction: { evidence: unknown[] } } }>(
      "mutation ($id: ID!) { removePxActionEvidence(input: { id: $id }) { pxAction { evidence { id } } userErrors { code } } }",
      { id: body["id"] },
    );
    expect(removed?.data?.removePxActionEvidence.pxAction.evidence).toEqual([]);
    expect((await files()).length).toBe(before);
    expect((await fetch(`${server.url}/api/evidence/${body["id"]}`, { headers: bearer("nurse") })).status).toBe(404);
  });
});
