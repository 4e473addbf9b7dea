import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestKernel, testEnvironment, type TestKernel } from "../../../testing/test-kernel.ts";
import { loadConfig } from "../config/config.ts";
import { sql } from "../data/sql.ts";
import { createFileStorage } from "./create-file-storage.ts";
import { FileMissing, newFileKey, type FileStorage } from "./file-storage.ts";
import { claimFile, dropFile, keepFile, loosenFile, runLooseFileTick } from "./keep-file.ts";

const secrets = { accessKeyId: "px360-key", secretAccessKey: "px360-secret" };

/** The hash as the signer wants it. */
class Sha256 {
  private readonly hash;
  constructor(secret?: Parameters<typeof createHmac>[1] | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Buffer);
  }
  update(data: Uint8Array | string): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Speaks as much S3 as the storage needs, and checks each signature as the real one does: with AWS' own signer. */
async function startS3(files: Map<string, Buffer>): Promise<Server> {
  const isSigned = async (req: IncomingMessage, body: Buffer) => {
    const given = String(req.headers["authorization"] ?? "");
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(";") ?? [];
    const headers = Object.fromEntries(names.map((name) => [name, String(req.headers[name] ?? "")]));
    if (headers["x-amz-content-sha256"] !== "UNSIGNED-PAYLOAD") {
      if (headers["x-amz-content-sha256"] !== createHash("sha256").update(body).digest("hex")) return false;
    }
    const signer = new SignatureV4({
      credentials: secrets,
      region: "me-1",
      service: "s3",
      sha256: Sha256,
      uriEscapePath: false,
    });
    const { "x-amz-date": date = "", ...rest } = headers;
    const signingDate = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    const signed = await signer.sign(
      {
        method: req.method ?? "",
        protocol: "http:",
        hostname: String(req.headers.host),
        path: req.url ?? "",
        headers: { ...rest, "x-amz-date": date },
      },
      { signingDate, signableHeaders: new Set(names) },
    );
    const signatureOf = (text: string) => /Signature=([0-9a-f]{64})/.exec(text)?.[1];
    return (
      signatureOf(given) !== undefined && signatureOf(given) === signatureOf(String(signed.headers["authorization"]))
    );
  };
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const key = (req.url ?? "").replace("/evidence/", "");
      if (!(await isSigned(req, body)))
        return res.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
      if (req.method === "PUT") files.set(key, body);
      if (req.method === "DELETE") files.delete(key);
      const found = files.get(key);
      if (req.method === "GET" && !found) return res.writeHead(404).end();
      return res.writeHead(req.method === "DELETE" ? 204 : 200).end(req.method === "GET" ? found : undefined);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("file storages", () => {
  const bucket = new Map<string, Buffer>();
  let s3: Server;
  let directory: string;
  let kernel: TestKernel;
  const storages: Record<string, FileStorage> = {};

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "px360-files-"));
    s3 = await startS3(bucket);
    kernel = await createTestKernel({ FILES_DIR: directory });
    const endpoint = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
    const s3Config = {
      ...kernel.config,
      FILES_S3_ENDPOINT: endpoint,
      FILES_S3_BUCKET: "evidence",
      FILES_S3_REGION: "me-1",
      FILES_S3_ACCESS_KEY: secrets.accessKeyId,
      FILES_S3_SECRET_KEY: secrets.secretAccessKey,
    };
    storages["disk"] = kernel.files;
    storages["s3"] = createFileStorage(s3Config);
    storages["foreign"] = createFileStorage({ ...s3Config, FILES_S3_SECRET_KEY: "another" });
  });
  afterAll(async () => {
    await kernel.close();
    s3.close();
    await rm(directory, { recursive: true, force: true });
  });

  it.each(["disk", "s3"])("CO-11: %s keeps, gives back and removes bytes", async (name) => {
    const storage = storages[name] as FileStorage;
    const key = newFileKey();
    await storage.put(key, Buffer.from("شهادة"));
    expect(await textOf(await storage.read(key))).toBe("شهادة");
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.read(key)).rejects.toThrow(FileMissing);
  });

  it.each(["disk", "s3"])("CO-11: %s takes no key that leads elsewhere", async (name) => {
    await expect(storages[name]?.read("../../etc/passwd")).rejects.toThrow("not a key");
    await expect(storages[name]?.put("aa/../x", Buffer.of(1))).rejects.toThrow("not a key");
  });

  it("CO-11: an S3 storage with the wrong secret refuses, and the error names neither key nor bucket", async () => {
    const key = newFileKey();
    await expect(storages["foreign"]?.put(key, Buffer.of(1))).rejects.toThrow(
      /^the file storage answered PUT with 403$/,
    );
    expect(bucket.has(key)).toBe(false);
  });

  it("CO-11: a setting that is half made stops the start and says what is missing", () => {
    const settings = { ...testEnvironment(kernel.database), FILES_S3_ENDPOINT: "https://s3.example" };
    expect(() => loadConfig(settings)).toThrow(/FILES_S3_BUCKET: is needed/);
  });

  describe("CO-11: files without a row", () => {
    const loose = async () =>
      (await sql<{ key: string }>(kernel.orm.em.fork(), "select key from loose_file")).map(({ key }) => key);
    const filesIn = async () => (await readdir(directory, { recursive: true })).filter((name) => name.includes("-"));

    it("an upload whose request died is removed, one on its way is not", async () => {
      const key = await keepFile(kernel, Buffer.from("x"));
      await runLooseFileTick(kernel);
      expect(await loose()).toEqual([key]);
      kernel.time = new Date(Date.now() + 61 * 60_000);
      await runLooseFileTick(kernel);
      kernel.time = new Date();
      expect(await loose()).toEqual([]);
      expect(await filesIn()).toEqual([]);
    });

    it("a claimed file stays; one whose row went is removed, at the latest by the tick", async () => {
      const key = await keepFile(kernel, Buffer.from("x"));
      await kernel.tx((tx) => claimFile(tx, key));
      kernel.time = new Date(Date.now() + 61 * 60_000);
      await runLooseFileTick(kernel);
      expect(await filesIn()).toHaveLength(1);
      await kernel.tx((tx) => loosenFile(tx, key));
      kernel.time = new Date(Date.now() + 123 * 60_000);
      await runLooseFileTick(kernel);
      expect(await filesIn()).toEqual([]);
      await dropFile(kernel, key);
      expect(await loose()).toEqual([]);
    });
  });
});
