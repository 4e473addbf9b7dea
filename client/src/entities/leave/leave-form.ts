import {
  LeaveOfPeopleDocument,
  type LeaveFieldsFragment,
  MyLeaveDocument,
  SaveLeaveDocument,
  type UserNameFragment,
} from "#generated/graphql.ts";
import { serverNow } from "#lib/clock/clock.ts";
import { loadCurrent } from "#lib/form/load-current.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { addDays, instantAt, localDateOf, localTimeOf } from "#lib/i18n/zones.ts";
import { usePxForm } from "#ui/form/use-px-form.ts";

/** `fromAt` and `untilAt` are days, so that the server's problems and a conflict find their fields. */
export function leaveSnapshot(leave: LeaveFieldsFragment | null, zone: string, now: number) {
  const tomorrow = addDays(localDateOf(now, zone), 1);
  const dayOf = (at: string | undefined) => (at ? localDateOf(Date.parse(at), zone) : tomorrow);
  const timeOf = (at: string | undefined, otherwise: string) => (at ? localTimeOf(Date.parse(at), zone) : otherwise);
  return {
    values: {
      userId: (leave?.user ?? null) as UserNameFragment | null,
      standInId: (leave?.standIn ?? null) as UserNameFragment | null,
      fromAt: dayOf(leave?.fromAt),
      fromTime: timeOf(leave?.fromAt, "00:00"),
      untilAt: dayOf(leave?.untilAt),
      untilTime: timeOf(leave?.untilAt, "23:59"),
    },
    version: leave?.version ?? null,
  };
}

/** SLA-18: one's own leave, or that of one's people; who is away stays. */
export function useLeaveForm(leave: LeaveFieldsFragment | null, isOwn: boolean, zone: string, onSaved: () => void) {
  const { run } = useCommand(SaveLeaveDocument);
  return usePxForm({
    name: `leave-${leave?.id ?? "new"}`,
    start: () => leaveSnapshot(leave, zone, serverNow()),
    draft: ["fromAt", "fromTime", "untilAt", "untilTime"],
    current: async () => {
      const isIt = ({ id }: LeaveFieldsFragment) => id === leave?.id;
      const row = isOwn
        ? await loadCurrent(MyLeaveDocument, {}, ({ myStandIns }) => myStandIns.find(isIt))
        : await loadCurrent(
            LeaveOfPeopleDocument,
            { userIds: leave?.user ? [leave.user.id] : [], first: 100 },
            ({ standIns }) => standIns.nodes.find(isIt),
          );
      return row && leaveSnapshot(row, zone, serverNow());
    },
    save: ({ values: { userId, standInId, fromAt, fromTime, untilAt, untilTime }, version }) =>
      run({
        input: {
          id: leave?.id,
          version,
          userId: leave || isOwn ? undefined : userId?.id,
          standInId: standInId?.id ?? null,
          fromAt: instantAt(fromAt, fromTime || "00:00", zone),
          untilAt: instantAt(untilAt, untilTime || "23:59", zone),
        },
      }),
    onSaved,
  });
}
