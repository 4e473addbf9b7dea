import { computed } from "vue";
import { useText } from "#lib/i18n/use-text.ts";
import { printOrder } from "#lib/session/print-order.ts";
import { choice } from "#lib/url-state/codecs.ts";
import { useUrlState } from "#lib/url-state/use-url-state.ts";
import { useNotices } from "#ui/notices.ts";

interface TabOptions<Key extends string> {
  readonly label: (key: Key) => string;
  readonly isHidden?: (key: Key) => boolean;
  /** A number, or words where a number alone would mislead. */
  readonly counts?: () => Partial<Record<Key, number | string>>;
  /** What is not printed. */
  readonly screenOnly?: readonly Key[];
}

/** The tabs of a case's page, kept in the address; the first is open unless the address says otherwise. On paper all parts stand below each other. */
export function useTabs<Key extends string>(keys: readonly [Key, ...Key[]], options: TabOptions<Key>) {
  const { number } = useText();
  const url = useUrlState({ tab: choice(keys) }, useNotices().rejectedParameters);
  const isPrinting = printOrder !== null;
  const shown = computed(() => keys.filter((key) => !options.isHidden?.(key)));
  const current = computed(() => url.state.value.tab ?? keys[0]);
  const tabs = computed(() =>
    shown.value.map((key) => {
      const count = options.counts?.()[key];
      return {
        key,
        label: options.label(key),
        to: { query: key === keys[0] ? {} : { tab: key } },
        isCurrent: current.value === key,
        count: typeof count === "string" ? count : count ? number(count) : undefined,
      };
    }),
  );
  const isShown = (key: Key) => current.value === key || (isPrinting && !options.screenOnly?.includes(key));
  return { tabs, isShown };
}
