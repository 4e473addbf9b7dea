import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { newId } from "../core/index.ts";

/** Where files are kept. One on the local disk so far; an S3 bucket is another implementation of the same four calls. */
export interface FileStorage {
  /** Keeps the bytes durably and returns the key under which they are found. */
  put(bytes: Buffer): Promise<string>;
  /** A stream that errors with ENOENT when there is nothing under the key. */
  read(key: string): Readable;
  /** No error when it is gone already. */
  remove(key: string): Promise<void>;
}

const keyShape = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Files below one directory, outside every web root, readable by this process's user only. */
export class LocalDiskStorage implements FileStorage {
  private readonly root: string;

  constructor(directory: string) {
    this.root = path.resolve(directory);
  }

  async put(bytes: Buffer): Promise<string> {
    const id = newId();
    // The last two digits of a UUID 7 are random: they spread the files over 256 directories.
    const key = `${id.slice(-2)}/${id}`;
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    // Under another name until it is whole: a crash leaves no half file under a key.
    const file = await open(`${target}.part`, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${target}.part`, target);
    return key;
  }

  read(key: string): Readable {
    return createReadStream(this.pathOf(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Keys come from the database, and even so none may lead out of the directory. */
  private pathOf(key: string): string {
    if (!keyShape.test(key)) throw new Error("not a key of this storage");
    return path.join(this.root, key);
  }
}
