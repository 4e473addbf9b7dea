import { actionWanted, subscriber } from "../core/index.ts";
import { PxActionSource } from "./px-action.enums.ts";
import { requestActions } from "./request-action.service.ts";

/** PX-23: what a module below has seen opens an action where its hospital has that source switched on, once per source. */
export const openWantedActions = subscriber({
  name: "action-center.open-wanted-actions",
  event: actionWanted,
  async handle(tx, deliveries) {
    await requestActions(
      tx,
      deliveries.map(({ payload: { source, occurredAt, ...wanted } }) => ({
        ...wanted,
        source: PxActionSource[source],
        occurredAt: new Date(occurredAt),
      })),
    );
  },
});
