import { computed } from "vue";
import { text } from "#lib/url-state/codecs.ts";
import { useUrlState } from "#lib/url-state/use-url-state.ts";
import { useNotices } from "#ui/notices.ts";

/** Configuration rows are few: a page of them is long. */
const SIZE = 50;

export function usePages() {
  const notices = useNotices();
  const url = useUrlState({ after: text(), before: text() }, notices.rejectedParameters);
  return {
    variables: computed(() => {
      const { after, before } = url.state.value;
      return before ? { last: SIZE, before } : { first: SIZE, after };
    }),
    goAfter: (after: string) => void url.set({ after, before: undefined }),
    goBefore: (before: string) => void url.set({ before, after: undefined }),
  };
}
