import { useRouter } from "vue-router";
import type { Outcome } from "#lib/gql/use-command.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";

/** What the pages of hospitals, departments, physicians and employees do alike: switch on and off, and remove. */
export function useRemoval(list: string, refetch: () => void) {
  const { t, isolate } = useText();
  const notices = useNotices();
  const router = useRouter();

  async function switchActive(run: () => Promise<Outcome<unknown>>, name: string, isActive: boolean): Promise<void> {
    const outcome = await run();
    refetch();
    if (!outcome.ok) return void notices.failed(outcome);
    notices.done(t(isActive ? "organizations.madeActive" : "organizations.madeInactive", { name: isolate(name) }));
  }
  async function remove(run: () => Promise<Outcome<unknown>>, name: string): Promise<boolean> {
    const outcome = await run();
    if (!outcome.ok) {
      notices.failed(outcome);
      return false;
    }
    notices.done(t("organizations.removed", { name: isolate(name) }));
    await router.push({ name: list });
    return true;
  }
  return { switchActive, remove };
}
