import { createRenderer, defineComponent, h, type Plugin, type RendererOptions } from "vue";
import { i18n } from "#lib/i18n/i18n.ts";

const nothing = (): never => ({}) as never;
const renderer = createRenderer<object, object>({
  createElement: nothing,
  createText: nothing,
  createComment: nothing,
  setText: nothing,
  setElementText: nothing,
  insert: nothing,
  remove: nothing,
  patchProp: nothing,
  parentNode: () => null,
  nextSibling: () => null,
} satisfies RendererOptions<object, object>);

/** Setup and watchers as in a page, without a page: what a composable gives, and how the page is left. */
export function setUp<Made>(setup: () => Made, plugins: readonly Plugin[] = []): { made: Made; close: () => void } {
  let made!: Made;
  const page = defineComponent({
    setup() {
      made = setup();
      return () => h("p");
    },
  });
  const app = renderer.createApp(page).use(i18n);
  for (const plugin of plugins) app.use(plugin);
  app.mount({});
  return { made, close: () => app.unmount() };
}
