import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildHospital, buildUser } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { Role } from "../accounts/index.ts";
import { newId } from "../core/index.ts";
import { StandIn } from "../sla/index.ts";
import { ref } from "@mikro-orm/core";
import { User } from "../accounts/index.ts";
import { ActionCapacity } from "./action-capacity.entity.ts";
import { saveTrigger } from "./automation.service.ts";
import { PxAction } from "./px-action.entity.ts";
import { PxActionPriority, PxActionSource, RoutingTarget } from "./px-action.enums.ts";
import { requestActions, type ActionOccasion } from "./request-action.service.ts";
import { createRoutingRule } from "./routing-rule.service.ts";

describe("actions that other modules ask for", () => {
  let kernel: TestKernel;
  beforeAll(async () => (kernel = await createTestKernel()));
  afterAll(() => kernel.close());

  const sources = [PxActionSource.SOCIAL_MENTION, PxActionSource.CALL_RATING, PxActionSource.KPI_BREACH] as const;
  const occasion = (source: ActionOccasion["source"], hospitalId: string, given: Partial<ActionOccasion> = {}) => ({
    source,
    sourceId: newId(),
    hospitalId,
    gap: 50,
    title: { en: "Negative mention", ar: "إشارة سلبية" },
    ...given,
  });
  const place = () =>
    kernel.tx(async (tx) => {
      const hospital = await buildHospital(tx);
      const ward = await buildDepartment(tx, { hospital });
      return { hospital, ward };
    });
  const switchOn = (hospitalId: string, source: PxActionSource, isEnabled = true) =>
    kernel.tx((tx) =>
      saveTrigger(tx, {
        hospitalId,
        source,
        isEnabled,
        isEvidenceRequired: true,
        bands: [
          { fromGap: 0, priority: PxActionPriority.LOW },
          { fromGap: 40, priority: PxActionPriority.CRITICAL },
        ],
      }),
    );
  const request = (...occasions: ActionOccasion[]) => kernel.tx((tx) => requestActions(tx, occasions));

  it.each(sources)(
    "PX-23: %s: off until the hospital switches it on, once per source, whoever asks at once",
    async (source) => {
      const { hospital } = await place();
      const one = occasion(source, hospital.id);
      await switchOn(hospital.id, source, false);
      expect(await request(one)).toEqual([]);
      await switchOn(hospital.id, source);
      const opened = await Promise.all([request(one), request(one), request(one)]);
      expect(opened.flat()).toHaveLength(1);
      expect(opened.flat()[0]).toMatchObject({ source, priority: "CRITICAL", isEvidenceRequired: true });
      expect(await request(one, one)).toEqual([]);
      expect(await request(occasion(source, hospital.id, { gap: 5 }))).toMatchObject([{ priority: "LOW" }]);
      expect(await kernel.tx((tx) => tx.em.count(PxAction, { source, sourceId: one.sourceId }))).toBe(1);
      const elsewhere = await place();
      await switchOn(elsewhere.hospital.id, source, false);
      expect(await request(occasion(source, elsewhere.hospital.id))).toEqual([]);
    },
  );

  it("PX-22: the balance passes over who is away or full; a stand-in takes it; with everybody full it waits", async () => {
    const { hospital, ward } = await place();
    await switchOn(hospital.id, PxActionSource.CALL_RATING);
    const ids = await kernel.tx(async (tx) => {
      const make = (role: Role) => buildUser(tx, { role, hospital, department: ward });
      const [away, full, deputy] = [
        await make(Role.DEPARTMENT_MANAGER),
        await make(Role.DEPARTMENT_MANAGER),
        await make(Role.STAFF),
      ];
      tx.em.create(StandIn, {
        user: ref(User, away.id),
        standIn: ref(User, deputy.id),
        fromAt: new Date(tx.now.getTime() - 1_000),
        untilAt: new Date(tx.now.getTime() + 86_400_000),
      });
      tx.em.create(ActionCapacity, { user: ref(User, full.id), mostOpen: 1 });
      tx.em.create(ActionCapacity, { user: ref(User, deputy.id), mostOpen: 1 });
      return { away: away.id, full: full.id, deputy: deputy.id };
    });
    const calls = [1, 2, 3].map(() => occasion(PxActionSource.CALL_RATING, hospital.id, { departmentId: ward.id }));
    const owners = (await request(...calls)).map(({ assignee }) => assignee?.id ?? null);
    expect(owners).toEqual([ids.full, ids.deputy, null]);
  });

  it("PX-22: a rule for the queue gives it to nobody", async () => {
    const { hospital, ward } = await place();
    await switchOn(hospital.id, PxActionSource.KPI_BREACH);
    await kernel.tx(async (tx) => {
      await buildUser(tx, { role: Role.DEPARTMENT_MANAGER, hospital, department: ward });
      const names = { nameEn: "To the queue", nameAr: "إلى قائمة الانتظار" };
      await createRoutingRule(tx, { ...names, position: 1, hospitalId: hospital.id, target: RoutingTarget.QUEUE });
    });
    const [action] = await request(occasion(PxActionSource.KPI_BREACH, hospital.id, { departmentId: ward.id }));
    expect(action).toMatchObject({ routingTarget: "QUEUE" });
    expect(action?.assignee ?? null).toBeNull();
  });
});
