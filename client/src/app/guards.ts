import { nextTick } from "vue";
import type { RouteLocationNormalized, Router } from "vue-router";
import { loadAllTexts } from "#lib/i18n/i18n.ts";
import { can, type Permission } from "#lib/permissions/permissions.ts";
import { session } from "#lib/session/session.ts";
import { startOf } from "./navigation.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** Shown without a session. */
    isPublic?: boolean;
    permission?: Permission;
  }
}

/** After signing in only an address of our own may follow. */
export function safeReturn(target: unknown): string {
  return typeof target === "string" && /^\/(?![/\\])/.test(target) ? target : "/";
}

/** Another path of the same route is another page, unless the two share their outermost record: that is a drawer. */
export function isSamePage(to: RouteLocationNormalized, from: RouteLocationNormalized): boolean {
  const [toRecord] = to.matched;
  if (toRecord !== from.matched[0]) return false;
  return to.path === from.path || (toRecord?.children.length ?? 0) > 0;
}

export function installGuards(router: Router): void {
  router.beforeEach((to) => {
    if (session.status === "anonymous" && !to.meta.isPublic) {
      return { name: "login", query: to.fullPath === "/" ? {} : { next: to.fullPath }, replace: true };
    }
    if (session.status === "active" && to.name === "login") return safeReturn(to.query.next);
    const isHome = session.status === "active" && to.name === "command-center";
    return isHome && !can("commandCenter.read") ? (startOf(can) ?? true) : true;
  });

  // Pages that speak with the texts that are there from the start; the others come while the first of these is read.
  const isEarly = (to: RouteLocationNormalized) => to.meta.isPublic === true || to.name === "command-center";
  router.beforeResolve(async (to) => {
    if (!isEarly(to)) await loadAllTexts();
  });

  router.afterEach((to, from) => {
    if (to.name === "command-center") void loadAllTexts();
    // A reader of the screen must notice that the page changed; a changed filter or a drawer is no new page.
    if (from.matched.length > 0 && !isSamePage(to, from)) {
      void nextTick(() => document.getElementById("main")?.focus({ preventScroll: true }));
    }
  });
}
