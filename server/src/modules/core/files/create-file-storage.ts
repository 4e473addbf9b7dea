import type { Config } from "../config/config.ts";
import type { FileStorage } from "./file-storage.ts";
import { LocalDiskStorage } from "./local-disk.storage.ts";
import { S3Storage } from "./s3.storage.ts";

export function createFileStorage(config: Config): FileStorage {
  const { FILES_S3_ENDPOINT: endpoint } = config;
  if (!endpoint) return new LocalDiskStorage(config.FILES_DIR);
  return new S3Storage({
    endpoint,
    bucket: config.FILES_S3_BUCKET ?? "",
    region: config.FILES_S3_REGION,
    accessKeyId: config.FILES_S3_ACCESS_KEY ?? "",
    secretAccessKey: config.FILES_S3_SECRET_KEY ?? "",
  });
}
