import type { Readable } from "node:stream";
import { newId } from "../context/tx.ts";

/** Where files are kept, by keys of ours: on a local disk, or in a bucket that speaks S3. */
export interface FileStorage {
  /** Keeps the bytes durably under a key of `newFileKey`. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Rejects with `FileMissing` when there is nothing under the key. */
  read(key: string): Promise<Readable>;
  /** No error when it is gone already. */
  remove(key: string): Promise<void>;
}

/** A row refers to a file that the storage does not have: a restore of one without the other. */
export class FileMissing extends Error {
  override readonly name = "FileMissing";
  constructor() {
    super("the storage has nothing under this key");
  }
}

const keyShape = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** The last two digits of a UUID 7 are random: they spread the files over 256 directories. */
export function newFileKey(): string {
  const id = newId();
  return `${id.slice(-2)}/${id}`;
}

/** Keys come from the database, and even so none may lead out of its place. */
export function assertFileKey(key: string): void {
  if (!keyShape.test(key)) throw new Error("not a key of this storage");
}
