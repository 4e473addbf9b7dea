import { reactive, watch } from "vue";
import type { Router } from "vue-router";
import { viewer } from "#lib/session/session.ts";

export interface RecentPage {
  path: string;
  title: string;
}
const SHOWN = 5;

/** In memory only: titles may name people, and a closed tab forgets them. */
export const recentPages = reactive<RecentPage[]>([]);

// The next person at this screen has pages of their own.
watch(
  () => viewer.value?.user.id,
  () => recentPages.splice(0),
);

/** A page has its title once it is left: what it shows came after its address. */
export function rememberPages(router: Router): void {
  router.beforeEach((to, from) => {
    if (from.matched.length === 0 || from.meta.isPublic || to.path === from.path) return;
    const title = document.title.split(" · ").slice(0, -1).join(" · ");
    const known = recentPages.findIndex(({ path }) => path === from.path);
    if (known >= 0) recentPages.splice(known, 1);
    if (title) recentPages.unshift({ path: from.path, title });
    recentPages.splice(SHOWN);
  });
}
