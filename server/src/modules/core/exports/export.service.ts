import { createHash, randomBytes } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import type { RequestContext } from "../context/request-context.ts";
import type { Tx } from "../context/tx.ts";
import { openJson, sealJson } from "../data/sealed-json.ts";
import { sql } from "../data/sql.ts";
import { failure, forbidden, Refusal, unauthenticated } from "../errors/failure.ts";
import type { Order } from "../graphql/page.ts";
import type { Language } from "../text/bilingual.ts";
import { readInput, shownFilter } from "./export-filter.ts";
import { ExportLink, type ExportFormat } from "./export-link.entity.ts";
import { mayExport, type ListDefinition } from "./list-definition.ts";

/** Long enough for a slow browser to follow the link, too short to be passed on. */
const linkSeconds = 120;
const mostLinksAMinute = 20;

export interface ExportRequest {
  readonly list: string;
  readonly filter?: unknown;
  readonly orderBy?: unknown;
  readonly columns?: readonly string[] | null;
  readonly format: ExportFormat;
  readonly language: Language;
}

/** What the link keeps sealed. */
export interface SealedRequest {
  readonly filter: object | null;
  readonly order: readonly Order[] | null;
  readonly columns: readonly string[] | null;
}

export function listNamed(lists: readonly ListDefinition[], name: string): ListDefinition {
  const definition = lists.find((list) => list.name === name);
  if (!definition) throw failure("UNKNOWN_LIST", "There is no such list.", "لا توجد قائمة بهذا الاسم.", ["list"]);
  return definition;
}

export interface MadeLink {
  readonly path: string;
  readonly expiresAt: Date;
}

/** CO-13: the right to see the list is asked for now and again at the download. */
export async function createExportLink(
  context: RequestContext,
  tx: Tx,
  schema: GraphQLSchema,
  request: ExportRequest,
): Promise<MadeLink> {
  const { viewer } = context;
  if (!viewer) throw unauthenticated();
  const definition = listNamed(tx.kernel.lists, request.list);
  if (!mayExport(definition, context)) throw forbidden();
  const sealed: SealedRequest = {
    filter: readInput<object>(schema, definition.filterType, request.filter, "filter"),
    order: definition.orderType
      ? readInput<Order[]>(schema, `[${definition.orderType}!]`, request.orderBy, "orderBy")
      : null,
    columns: request.columns ?? null,
  };
  await assertPatience(tx, viewer.userId);
  const secret = randomBytes(32).toString("base64url");
  const expiresAt = new Date(tx.now.getTime() + linkSeconds * 1_000);
  const link = tx.em.create(ExportLink, {
    createdAt: tx.now,
    userId: viewer.userId,
    sessionId: viewer.sessionId ?? null,
    list: definition.name,
    format: request.format,
    language: request.language,
    requestSealed: sealJson(tx.kernel.cipher, sealed),
    filterShown: shownFilter(schema, definition.filterType, request.filter) as object | null,
    filterHash: tx.kernel.cipher.blindIndex("filter", JSON.stringify(sealed.filter)).toString("hex"),
    secretHash: hashOf(secret),
    expiresAt,
  });
  return { path: `/exports/${link.id}.${secret}`, expiresAt };
}

async function assertPatience(tx: Tx, userId: string): Promise<void> {
  const since = new Date(tx.now.getTime() - 60_000);
  const count = await tx.em.count(ExportLink, { userId, createdAt: { $gt: since } });
  if (count < mostLinksAMinute) return;
  throw new Refusal(
    "RATE_LIMITED",
    { en: "That is a lot of exports. Wait a minute.", ar: "طلبات تصدير كثيرة. انتظر دقيقة." },
    { retryAfterSeconds: 60 },
  );
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

/** Once: the second one who comes with the same link gets nothing. */
export async function takeExportLink(tx: Tx, id: string, secret: string): Promise<ExportLink | null> {
  const [row] = await sql<{ id: string }>(
    tx.em,
    `update export_link set taken_at = $3
      where id = $1 and secret_hash = $2 and taken_at is null and expires_at > $3 returning id`,
    [id, hashOf(secret), tx.now],
  );
  return row ? tx.em.findOneOrFail(ExportLink, { id: row.id }) : null;
}

export const requestOf = (tx: Pick<Tx, "kernel">, link: ExportLink): SealedRequest =>
  openJson<SealedRequest>(tx.kernel.cipher, link.requestSealed);
