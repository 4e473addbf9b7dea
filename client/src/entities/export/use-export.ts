import { CreateExportDocument, type CreateExportInput, type ExportFormat } from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { useNotices } from "#ui/notices.ts";

export type ExportRequest = Pick<CreateExportInput, "list" | "filter" | "orderBy" | "columns">;

/** The browser fetches the file itself: nothing of it goes through this page's memory. */
function follow(path: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

export function useExport() {
  const notices = useNotices();
  const command = useCommand(CreateExportDocument);
  async function take(request: ExportRequest, format: ExportFormat): Promise<void> {
    const language = preferences.language === "ar" ? "AR" : "EN";
    const outcome = await command.run({ input: { ...request, format, language } });
    if (!outcome.ok) notices.failed(outcome);
    else if (outcome.data.createExport.path) follow(outcome.data.createExport.path);
  }
  return { take, isRunning: command.isRunning };
}
