import { ref } from "vue";

export const isHelpOpen = ref(false);

export const SHORTCUTS = [
  { keys: "?", key: "help" },
  { keys: "Ctrl K", key: "palette" },
  { keys: "/", key: "search" },
  { keys: "J", key: "next" },
  { keys: "K", key: "previous" },
  { keys: "X", key: "select" },
  { keys: "A", key: "assign" },
  { keys: "E", key: "escalate" },
] as const;
