import { Extensions } from "type-graphql";
import type { Permission } from "./permissions.ts";

/** What an operation asks of its caller. `PUBLIC`: anyone; `SIGNED_IN`: any user; else the permission. */
export type Access = "PUBLIC" | "SIGNED_IN" | Permission;

/** Every query, mutation and subscription declares its access; one that does not stops the server at start (deny by default). */
export const Allow = (access: Access) => Extensions({ access });
