import { inject, type InjectionKey } from "vue";
import type { ActionCommands } from "./use-action-commands.ts";

export const commandsKey: InjectionKey<ActionCommands> = Symbol("action commands");

export function useCommandsOfPage(): ActionCommands {
  const commands = inject(commandsKey);
  if (!commands) throw new Error("The action's commands are provided by ActionDetail.vue");
  return commands;
}
