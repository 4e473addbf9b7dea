import { runSystemTx, sql, type Kernel, type TickContract } from "../core/index.ts";

/** NO-18: what was read long ago goes; what was not read stays until it is. */
export const readNotificationTick: TickContract = { kind: "tick", name: "read-notifications", everySeconds: 3_600 };

/** Few enough that nobody waits for the rows; the next hour takes the rest. */
const atOnce = 10_000;

export async function runReadNotificationTick(kernel: Kernel): Promise<void> {
  await runSystemTx(kernel, readNotificationTick.name, (tx) =>
    sql(
      tx.em,
      `delete from user_notification where id in
         (select id from user_notification where read_at < $1::timestamptz - $2::int * interval '1 day'
           order by read_at limit ${atOnce})`,
      [tx.now, kernel.config.READ_NOTIFICATION_DAYS],
    ),
  );
}
