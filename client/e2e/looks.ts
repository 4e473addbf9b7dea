import type { Page } from "playwright-core";
import { settled } from "./browser.ts";

/** Where something begins and ends, counted from the edges at which a line of this language begins and ends. */
export type Places = Readonly<Record<string, readonly [start: number, end: number]>>;

export interface Look {
  /** Pixels that the page is wider than its window. */
  readonly overflow: number;
  /** Texts that an edge cuts off. */
  readonly clipped: readonly string[];
  readonly places: Places;
}

/** As soon as nothing loads and nothing moves; a change of size or scheme first shows in the frame after the next. */
export async function lookAt(page: Page): Promise<Look> {
  await page.evaluate(twoFrames);
  await settled(page);
  return page.evaluate(look);
}

/** Runs in the page. */
async function twoFrames(): Promise<void> {
  for (let frames = 2; frames > 0; frames--) await new Promise(requestAnimationFrame);
}

/** Runs in the page. */
function look(): Look {
  return { overflow: overflow(), clipped: [...new Set(clippedTexts())], places: places() };

  function overflow(): number {
    return Math.max(0, (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);
  }

  function clippedTexts(): string[] {
    const found: string[] = [];
    for (const root of document.querySelectorAll(".px-topbar, .px-navigation, .px-bottom, #main, [role=dialog]")) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim();
        const holder = node.parentElement;
        if (!text || !holder?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        if (holder.closest("[aria-hidden=true], svg, select, .px-skip")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const edge = [...range.getClientRects()].map((box) => edgeThatCuts(holder, box)).find(Boolean);
        if (edge) found.push(`“${text.slice(0, 40)}” by .${edge.className.split(" ").slice(0, 3).join(".")}`);
      }
    }
    return found;
  }

  /** The nearest box that hides a part of the text: none when one can scroll to it, or when the whole text is given otherwise. */
  function edgeThatCuts(holder: HTMLElement, text: DOMRect): HTMLElement | undefined {
    for (let box: HTMLElement | null = holder; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(box);
      const { left, right, top, bottom, width } = box.getBoundingClientRect();
      // Only for those who listen.
      if (width <= 2) return undefined;
      if (/auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY)) return undefined;
      const isCutAcross = /hidden|clip/.test(overflowX) && (text.left < left - 1.5 || text.right > right + 1.5);
      const isCutAlong = /hidden|clip/.test(overflowY) && (text.top < top - 3 || text.bottom > bottom + 3);
      if (isCutAcross || isCutAlong) return holder.closest("[title]") ? undefined : box;
      if (position === "fixed") return undefined;
    }
    return undefined;
  }

  function places(): Places {
    const isRtl = document.documentElement.dir === "rtl" || getComputedStyle(document.body).direction === "rtl";
    const found: Record<string, [number, number]> = {};
    const note = (name: string, selector: string, edges: "both" | "start" | "end") => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (!box || box.width === 0) return;
      const fromRight = window.innerWidth - box.right;
      const [start, end] = isRtl ? [fromRight, box.left] : [box.left, fromRight];
      found[name] = [edges === "end" ? 0 : Math.round(start), edges === "start" ? 0 : Math.round(end)];
    };
    note("top bar", ".px-topbar", "both");
    note("navigation", ".px-navigation", "both");
    note("main", "#main", "both");
    note("page", "#main .px-page", "both");
    note("breadcrumb", "#main .px-page__crumbs", "start");
    note("title", "#main h1", "start");
    // Below a long title they begin where it does; how far they reach is a matter of words.
    const [title, actions] = ["h1", ".px-page__actions"].map((part) =>
      document.querySelector(`#main ${part}`)?.getBoundingClientRect(),
    );
    if (title && actions && actions.top < title.bottom) note("actions of the page", "#main .px-page__actions", "end");
    note("first tile", "#main .px-tile", "start");
    note("table", "#main table", "both");
    note("first column", "#main thead th", "start");
    note("last column", "#main thead th:last-child", "end");
    note("search", "#main .px-search", "start");
    note("user menu", ".px-topbar .v-toolbar__content > :last-child", "end");
    return found;
  }
}

/** Places that are not where the other direction's mirror shows them. */
export function unmirrored(here: Places, mirror: Places, tolerance = 2): string[] {
  const always = { "top bar": true, main: true, page: true, title: true };
  const names = new Set([...Object.keys(here), ...Object.keys(mirror)]);
  return [...names].flatMap((name) => {
    const [one, other] = [here[name], mirror[name]];
    if (!one || !other) return name in always ? [`${name}: only in one direction`] : [];
    const isNear = one.every((edge, i) => Math.abs(edge - (other[i] ?? 0)) <= tolerance);
    return isNear ? [] : [`${name}: ${one.join("…")} where the other direction has ${other.join("…")}`];
  });
}

const patienceInTabs = 60;

/**
 * From the start of the page by Tab alone to its main button, or else to the first thing to use; a complaint when that fails or
 * does not show.
 */
export async function complaintOfKeyboard(page: Page): Promise<string | undefined> {
  const goal = await page.evaluate(markGoal);
  if (!goal) return undefined;
  for (let press = 0; press < patienceInTabs; press++) {
    await page.keyboard.press("Tab");
    const state = await page.evaluate(focusState);
    if (!state.isShown) return `the focus does not show on ${state.name}`;
    if (state.isGoal) return undefined;
  }
  return `${goal} is not reached by Tab`;
}

/** Runs in the page. */
function markGoal(): string | undefined {
  const main = document.getElementById("main");
  main?.focus({ preventScroll: true });
  const usable = (selector: string) =>
    [...(main?.querySelectorAll<HTMLElement>(selector) ?? [])].find(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[disabled], [inert]"),
    );
  const goal = usable(".px-button--primary") ?? usable("a[href], button, input, [tabindex='0']");
  goal?.setAttribute("data-goal", "");
  return goal && (goal.innerText || goal.ariaLabel || goal.className);
}

/** Runs in the page. An outline of the element or of what it fills; a field of Vuetify shows it by its frame. */
function focusState(): { isGoal: boolean; isShown: boolean; name: string } {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return { isGoal: false, isShown: true, name: "the window" };
  const hasOutline = (box: Element, part?: string) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(box, part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  // A search field shows it by the shadow of its frame.
  const frame = element.matches("input") && element.parentElement;
  let isShown =
    element.closest(".v-field--focused") !== null || (frame && getComputedStyle(frame).boxShadow !== "none") === true;
  for (let box: Element | null = element, level = 0; box && level < 5 && !isShown; box = box.parentElement, level++)
    isShown = hasOutline(box) || hasOutline(box, "::after") || hasOutline(box, "::before");
  const name = element.ariaLabel || element.innerText?.slice(0, 40) || element.outerHTML.slice(0, 120);
  return { isGoal: element.hasAttribute("data-goal"), isShown, name };
}
