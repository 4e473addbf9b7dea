import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { assertFileKey, FileMissing, type FileStorage } from "./file-storage.ts";

/** Files below one directory, outside every web root, readable by this process's user only. */
export class LocalDiskStorage implements FileStorage {
  private readonly root: string;

  constructor(directory: string) {
    this.root = path.resolve(directory);
  }

  async put(key: string, bytes: Buffer): Promise<void> {
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
  }

  async read(key: string): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key));
      return file.createReadStream();
    } catch (error) {
      if ((error as { code?: string }).code === "ENOENT") throw new FileMissing();
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
    await rm(`${this.pathOf(key)}.part`, { force: true });
  }

  private pathOf(key: string): string {
    assertFileKey(key);
    return path.join(this.root, key);
  }
}
