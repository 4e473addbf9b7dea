import { nextTick, ref, shallowRef } from "vue";

/** Rows that are put into another order: dragged, or moved by the arrows beside them. `move` is told whose row, and to which place. */
export function useReorder<Item>(move: (item: Item, to: number) => void) {
  const dragged = shallowRef<Item | null>(null);
  const over = ref<number | null>(null);
  function end(): void {
    dragged.value = null;
    over.value = null;
  }
  /** What a row needs; a drop on a row takes its place. */
  const row = (item: Item, index: number, canMove: boolean) => ({
    draggable: canMove,
    class: {
      "px-reorder__over": over.value === index && dragged.value !== null,
      "px-reorder__dragged": dragged.value === item,
    },
    onDragstart: () => (dragged.value = item),
    onDragend: end,
    onDragover(event: DragEvent) {
      event.preventDefault();
      over.value = index;
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      if (dragged.value !== null) move(dragged.value, index);
      end();
    },
  });
  /** The row has moved: the focus goes with it, to the other arrow where this one can lead no further. */
  async function step(item: Item, to: number, way: "up" | "down", rowElement: () => Element | null): Promise<void> {
    move(item, to);
    await nextTick();
    const wanted = rowElement()?.querySelector<HTMLButtonElement>(`button.px-reorder__${way}`);
    const other = rowElement()?.querySelector<HTMLElement>(
      "button.px-reorder__up:not(:disabled), button.px-reorder__down:not(:disabled)",
    );
    (wanted?.disabled ? other : wanted)?.focus();
  }
  return { row, step, dragged };
}
