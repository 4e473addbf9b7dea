import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import { assertFileKey, FileMissing, type FileStorage } from "./file-storage.ts";

export interface S3Settings {
  /** Origin of the service, e.g. https://s3.me-central-1.amazonaws.com or that of MinIO, Ceph, Garage … */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const timeoutMs = 30_000;

/** A bucket of its own, private, addressed by path. Requests are signed (SigV4) and carry the hash of what they send. */
export class S3Storage implements FileStorage {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(settings: S3Settings) {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 3 });
    this.base = `${endpoint.replace(/\/$/, "")}/${bucket}`;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await this.ask("PUT", key, [200], bytes);
  }

  async read(key: string): Promise<Readable> {
    const response = await this.ask("GET", key, [200, 404]);
    if (response.status === 404 || !response.body) throw new FileMissing();
    return Readable.fromWeb(response.body as ReadableStream);
  }

  async remove(key: string): Promise<void> {
    await this.ask("DELETE", key, [200, 204, 404]);
  }

  private async ask(method: string, key: string, expected: readonly number[], body?: Buffer): Promise<Response> {
    assertFileKey(key);
    const response = await this.client.fetch(`${this.base}/${key}`, {
      method,
      body: body && new Uint8Array(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (expected.includes(response.status)) return response;
    // The body of an S3 error names bucket and key; the status is enough for whoever mends it.
    await response.body?.cancel();
    throw Object.assign(new Error(`the file storage answered ${method} with ${response.status}`), { code: "EFILES" });
  }
}
