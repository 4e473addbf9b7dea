import { useText } from "#lib/i18n/use-text.ts";

interface Failed {
  errorCode?: string | null;
  error?: string | null;
}

/** A known code is explained in the reader's language; the server's own sentence stays as the detail. */
export function useErrorText() {
  const { t, te } = useText();
  const known = (event: Failed, part: "title" | "hint") => {
    const key = `inbound-events.errors.${event.errorCode}.${part}`;
    return event.errorCode && te(key) ? t(key) : null;
  };
  return {
    title: (event: Failed): string => known(event, "title") ?? event.error ?? event.errorCode ?? "",
    hint: (event: Failed): string | null => known(event, "hint"),
  };
}
