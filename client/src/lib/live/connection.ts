import { reactive } from "vue";

export type ConnectionState = "off" | "connecting" | "live" | "reconnecting" | "stale";

/** After this long without a connection the figures may be wrong, and the banner says since when. */
export const STALE_AFTER_MS = 15_000;

export interface Connection {
  state: ConnectionState;
  /** When the live connection was lost, in the server's time. */
  lostAt: number | null;
  /** Grows with each reconnection: whoever shows data refetches when it changes. */
  epoch: number;
}
export type ConnectionEvent =
  | { type: "opened" }
  | { type: "lost"; at: number }
  | { type: "tick"; at: number }
  | { type: "off" };

export function nextConnection(current: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case "off":
      return { ...current, state: "off", lostAt: null };
    case "opened":
      return { state: "live", lostAt: null, epoch: current.lostAt === null ? current.epoch : current.epoch + 1 };
    case "lost":
      if (current.state === "off") return current;
      return {
        ...current,
        state: current.state === "stale" ? "stale" : "reconnecting",
        lostAt: current.lostAt ?? event.at,
      };
    case "tick":
      if (current.state !== "reconnecting" || current.lostAt === null) return current;
      return event.at - current.lostAt >= STALE_AFTER_MS ? { ...current, state: "stale" } : current;
  }
}

export const connection = reactive<Connection>({ state: "off", lostAt: null, epoch: 0 });

export function report(event: ConnectionEvent): void {
  Object.assign(connection, nextConnection(connection, event));
}
