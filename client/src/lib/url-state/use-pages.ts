import { computed } from "vue";
import { text } from "./codecs.ts";
import { useUrlState } from "./use-url-state.ts";

/** Configuration rows are few: a page of them is long. */
const SIZE = 50;

export function usePages(onRejected: (keys: string[]) => void) {
  const url = useUrlState({ after: text(), before: text() }, onRejected);
  return {
    variables: computed(() => {
      const { after, before } = url.state.value;
      return before ? { last: SIZE, before } : { first: SIZE, after };
    }),
    goAfter: (after: string) => void url.set({ after, before: undefined }),
    goBefore: (before: string) => void url.set({ before, after: undefined }),
  };
}
