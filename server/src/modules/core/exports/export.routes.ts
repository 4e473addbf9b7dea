import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express, Request, Response } from "express";
import type { Kernel } from "../context/kernel.ts";
import { RequestContext, type RequestFacts } from "../context/request-context.ts";
import { runSystemTx, runTx } from "../context/tx.ts";
import { attachmentHeader } from "../files/file.rules.ts";
import { sendProblem } from "../http/problem.ts";
import { systemScope } from "../policy/scope.ts";
import { inLanguage, Language, languageOf } from "../text/bilingual.ts";
import { csvChunks } from "./csv.writer.ts";
import { ExportFormat, type ExportLink } from "./export-link.entity.ts";
import { exportPages, type ExportSource } from "./export.pages.ts";
import { requestOf, takeExportLink } from "./export.service.ts";
import { columnsFor, mayExport } from "./list-definition.ts";
import type { Sheet } from "./sheet.ts";
import { writtenTime, wallClockIn } from "./sheet.rules.ts";
import { xlsxChunks } from "./xlsx.writer.ts";

const linkPath = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/i;

const spent = {
  en: "This link has been used or has expired. Export the list again.",
  ar: "استُخدم هذا الرابط أو انتهت صلاحيته. صدّر القائمة من جديد.",
};

const kinds = {
  CSV: { type: "text/csv; charset=utf-8", ending: "csv", chunks: csvChunks },
  XLSX: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ending: "xlsx",
    chunks: xlsxChunks,
  },
} as const satisfies Record<ExportFormat, object>;

/** CO-13: the link itself is the credential, because a browser that saves a file sends no token along. */
export function exportRoutes(app: Express, kernel: Kernel): void {
  app.get("/exports/:link", async (req, res) => {
    res.setHeader("cache-control", "private, no-store");
    res.setHeader("referrer-policy", "no-referrer");
    const requestId = String(res.getHeader("x-request-id") ?? randomUUID());
    const source = await openLink(kernel, req, requestId);
    if (source) return send(res, source);
    sendProblem(res, requestId, 404, inLanguage(spent, languageOf(req.get("accept-language"))));
  });
}

interface OpenedExport extends ExportSource {
  readonly link: ExportLink;
}

/** Null for what must not be told apart: no such link, used, expired, a viewer who left or lost the right. */
async function openLink(kernel: Kernel, req: Request, requestId: string): Promise<OpenedExport | null> {
  const { link: path } = req.params;
  const parts = typeof path === "string" ? linkPath.exec(path) : null;
  if (!parts) return null;
  const link = await runSystemTx(kernel, "export", (tx) => takeExportLink(tx, parts[1] ?? "", parts[2] ?? ""));
  const viewer = link && (await kernel.loadViewer(link.userId, link.sessionId));
  const definition = link && kernel.lists.find((list) => list.name === link.list);
  if (!link || !viewer || !definition) return null;
  const facts: RequestFacts = {
    requestId,
    address: req.ip ?? "unknown",
    userAgent: req.get("user-agent"),
    language: link.language,
  };
  const context = new RequestContext(kernel, viewer, facts);
  if (!mayExport(definition, context)) {
    await context.reportRefusal("GET /exports", definition.name);
    return null;
  }
  return { kernel, viewer, facts, definition, link, request: requestOf({ kernel }, link) };
}

async function send(res: Response, source: OpenedExport): Promise<void> {
  const { kernel, definition, link } = source;
  const kind = kinds[link.format];
  const context = new RequestContext(kernel, source.viewer, source.facts);
  let rows = 0;
  async function* counted() {
    for await (const page of exportPages(source)) {
      rows += page.length;
      yield page;
    }
  }
  const sheet: Sheet = {
    title: inLanguage(definition.title, link.language),
    headers: columnsFor(definition, context, source.request.columns).map(({ header }) =>
      inLanguage(header, link.language),
    ),
    isRightToLeft: link.language === Language.AR,
    pages: counted(),
  };
  const day = writtenTime(wallClockIn("Asia/Riyadh", kernel.clock())).slice(0, 10);
  res.setHeader("content-type", kind.type);
  res.setHeader("content-disposition", attachmentHeader(`${definition.name}-${day}.${kind.ending}`));
  res.setHeader("x-content-type-options", "nosniff");
  await auditExport(source, "list.exportStarted", {});
  async function* file() {
    yield* kind.chunks(sheet);
    // Before the end of the file goes out: nobody has a whole list that the trail does not know of.
    await auditExport(source, "list.exported", { rows, isComplete: true });
  }
  try {
    await pipeline(Readable.from(file(), { objectMode: false }), res);
  } catch (error) {
    // The head is out: all that is left is to break off, so that nobody takes the part for the whole.
    res.destroy();
    context.log.warn({ err: error, list: definition.name }, "an export broke off");
    await auditExport(source, "list.exported", { rows, isComplete: false });
  }
}

/** CO-14: who took which list out of the house, by which filter, and how much of it. */
async function auditExport(
  { kernel, viewer, facts, link }: OpenedExport,
  action: string,
  outcome: object,
): Promise<void> {
  const { actor } = new RequestContext(kernel, viewer, facts);
  await runTx(kernel, { actor, scope: systemScope }, async (tx) =>
    tx.audit({
      action,
      targetType: "List",
      targetId: link.list,
      after: {
        exportId: link.id,
        format: link.format,
        filter: link.filterShown,
        filterHash: link.filterHash,
        ...outcome,
      },
    }),
  );
}
