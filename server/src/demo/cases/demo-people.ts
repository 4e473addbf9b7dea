import { loadDirectory, managersOf, Role } from "../../modules/accounts/index.ts";
import { sql, type Actor, type Tx } from "../../modules/core/index.ts";
import type { Random } from "../random.ts";

interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly hospitalId: string | null;
}

/** Who does what in the demo's complaints and feedback: people who may. */
export interface DemoPeople {
  agent(hospitalId: string): Actor & { readonly userId: string };
  /** Two different people of the PX team, where a hospital has two. */
  coordinator(hospitalId: string, except?: string): Actor & { readonly userId: string };
  manager(hospitalId: string, departmentId: string): Actor & { readonly userId: string };
}

export async function loadDemoPeople(tx: Tx, random: Random, hospitalIds: readonly string[]): Promise<DemoPeople> {
  const users = await sql<UserRow>(
    tx.em,
    `select u.id, u.email::text as email, r.role, coalesce(r.hospital_id, d.hospital_id) as "hospitalId"
       from app_user u join role_assignment r on r.user_id = u.id left join department d on d.id = r.department_id
      where u.kind = 'PERSON' order by u.email`,
  );
  const directory = await loadDirectory(tx.em, hospitalIds, "complaint.work");
  const actorOf = ({ id, email }: UserRow) => ({ kind: "USER" as const, userId: id, label: email });
  const holders = (role: Role, hospitalId: string) =>
    users.filter((user) => user.role === role && (user.hospitalId === null || user.hospitalId === hospitalId));
  return {
    agent: (hospitalId) => actorOf(random.pick(holders(Role.CALL_CENTER_AGENT, hospitalId))),
    coordinator: (hospitalId, except) =>
      actorOf(random.pick(holders(Role.PX_COORDINATOR, hospitalId).filter(({ id }) => id !== except))),
    manager(hospitalId, departmentId) {
      const id = managersOf(directory, { hospitalId, departmentId }).find((ids) => ids.length > 0)?.[0];
      const user = users.find((one) => one.id === id);
      return actorOf(user ?? random.pick(holders(Role.PX_COORDINATOR, hospitalId)));
    },
  };
}
