import { computed, ref } from "vue";
import { branchOf, type TreeDepartment } from "./tree.ts";

/** Names the place of the drop: a department, or the top of the tree. */
export const TOP = "top";

/**
 * A branch follows the mouse to where it shall lie. What would be a cycle takes no drop; the server decides again. By keyboard and on
 * a phone the dialog of the department's page does the same.
 */
export function useTreeDrag(
  departments: () => readonly TreeDepartment[],
  move: (department: TreeDepartment, parentId: string | null) => void,
) {
  const dragged = ref<string | null>(null);
  const over = ref<string | null>(null);
  const department = computed(() => departments().find(({ id }) => id === dragged.value) ?? null);
  const branch = computed(() => (dragged.value ? branchOf(departments(), dragged.value) : new Set<string>()));
  const takes = (place: string): boolean =>
    department.value !== null && !branch.value.has(place) && (department.value.parentId ?? TOP) !== place;

  function end(): void {
    dragged.value = null;
    over.value = null;
  }
  return {
    dragged,
    over,
    end,
    start(event: DragEvent, id: string) {
      dragged.value = id;
      event.dataTransfer?.setData("text/plain", id);
      if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    },
    enter(event: DragEvent, place: string) {
      if (!takes(place)) return void (over.value = null);
      event.preventDefault();
      over.value = place;
    },
    drop(event: DragEvent, place: string) {
      event.preventDefault();
      const moving = department.value;
      const isTaken = takes(place);
      end();
      if (moving && isTaken) move(moving, place === TOP ? null : place);
    },
  };
}
