import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDepartment, buildPhysician, buildHospital } from "../../../testing/factories.ts";
import { buildSurveyTemplate } from "../../../testing/factories-surveys.ts";
import { buildJourneyTemplate } from "../../../testing/factories-journeys.ts";
import { statementsOf } from "../../../testing/statements.ts";
import { JourneyType } from "../journey.status.ts";
import { updateJourneyTemplate } from "../template.service.ts";
import { startEngine, type EngineHarness } from "../../../testing/engine-harness.ts";

const visited = "OPD_VISIT_COMPLETED";
const lab = "LAB_ORDER_COMPLETED";

describe("processInboundEvents", () => {
  let engine: EngineHarness;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(() => engine.kernel.close());

  const start = Date.now();
  const minutesAgo = (minutes: number) => new Date(start - minutes * 60_000);

  it("JO-3, JO-14: an opening event starts a journey, and its patient is made with sealed identity", async () => {
    const patient = { name_ar: "سارة", name_en: "Sara Ali", mobile: "050 123 4567", language: "en" };
    const [id] = await engine.send({
      eventCode: "OPD_CHECKED_IN",
      encounterId: "open",
      mrn: "M-open",
      payload: { patient },
    });
    expect(await engine.result(id)).toMatchObject({ status: "PROCESSED", flags: [], errorCode: null });
    expect((await engine.stages("open")).map((stage) => stage.status)).toEqual([
      "IN_PROGRESS",
      "PENDING",
      "PENDING",
      "PENDING",
    ]);
    const [row] = await engine.rows<{ mobile: Buffer; index: Buffer; language: string; name: Buffer }>(
      `select mobile_sealed as mobile, mobile_index as index, language, name_en_sealed as name from patient where mrn = 'M-open'`,
    );
    const { cipher } = engine.kernel;
    expect(cipher.open(row?.mobile ?? Buffer.of())).toBe("+966501234567");
    expect(cipher.open(row?.name ?? Buffer.of())).toBe("Sara Ali");
    expect(row?.index.equals(cipher.blindIndex("mobile", "+966501234567"))).toBe(true);
    expect(row?.language).toBe("EN");
    const [again] = await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "open", mrn: "M-open" });
    expect(await engine.result(again)).toMatchObject({ status: "PROCESSED", flags: ["ALREADY_OPEN"] });
  });

  it("JO-4, JO-5: completes its stage at the time it occurred, with physician and department of the hospital", async () => {
    const [physician, department] = await engine.kernel.tx(async (tx) => {
      const other = await buildHospital(tx);
      await buildPhysician(tx, { hospital: other, licenseNumber: "PH-2" });
      return [
        await buildPhysician(tx, { hospital: engine.hospital, licenseNumber: "PH-1" }),
        await buildDepartment(tx, { hospital: engine.hospital, code: "LAB" }),
      ];
    });
    const occurredAt = minutesAgo(20);
    const payload = { physician_license: "PH-1", department_code: "LAB" };
    await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "stage", mrn: "M-1", occurredAt: minutesAgo(30) });
    await engine.send({ eventCode: visited, encounterId: "stage", occurredAt, payload });
    const [stage] = await engine.stages("stage");
    expect(stage).toMatchObject({
      status: "COMPLETED",
      completedAt: occurredAt,
      physicianId: physician?.id,
      departmentId: department?.id,
    });
    const [elsewhere] = await engine.send({
      eventCode: lab,
      encounterId: "stage",
      payload: { physician_license: "PH-2", department_code: "NONE" },
    });
    expect((await engine.result(elsewhere)).flags).toEqual(["PHYSICIAN_UNKNOWN", "DEPARTMENT_UNKNOWN"]);
    const [journey] = await engine.rows(
      `select department_id = $2 as d, department_ids as ds, physician_ids as ps, completed_stage_count as n from journey_instance where encounter_id = $1`,
      ["stage", department?.id],
    );
    expect(journey).toEqual({ d: true, ds: [department?.id], ps: [physician?.id], n: 2 });
    const audits = await engine.rows<{ action: string }>(
      `select action from audit_event where target_id in (select s.id::text from stage_instance s join journey_instance j on j.id = s.journey_id where j.encounter_id = 'stage')`,
    );
    expect(audits.map((row) => row.action)).toEqual(["stage.completed", "stage.completed"]);
  });

  it("JO-2: an unknown code is ignored, and a rule of the source goes before the one for any", async () => {
    const [unknown] = await engine.send({ eventCode: "COFFEE_SERVED" });
    expect((await engine.result(unknown)).status).toBe("IGNORED");
    await engine.rows(
      `insert into event_rule (source_system, event_code, kind, journey_type) values ('OTHER', 'OPD_CHECKED_IN', 'CANCEL', null)`,
    );
    const [other] = await engine.send({
      eventCode: "OPD_CHECKED_IN",
      encounterId: "other-source",
      sourceSystem: "OTHER",
    });
    expect((await engine.result(other)).status).toBe("UNMATCHED");
    await engine.rows(`delete from event_rule where source_system = 'OTHER'`);
  });

  it("JO-12: early events wait, and are taken up when the journey appears", async () => {
    const early = await engine.send(
      { eventCode: lab, encounterId: "early" },
      { eventCode: "VISIT_CLOSED", encounterId: "early" },
    );
    for (const id of early) expect((await engine.result(id)).status).toBe("UNMATCHED");
    await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "early", mrn: "M-1", occurredAt: minutesAgo(5) });
    const due = await engine.due();
    expect(due.sort()).toEqual([...early].sort());
    await engine.process(due);
    expect((await engine.stages("early")).map((stage) => stage.status)).toEqual([
      "SKIPPED",
      "COMPLETED",
      "SKIPPED",
      "SKIPPED",
    ]);
  });

  it("JO-12: within one batch too, also when clocks disagree about what came first", async () => {
    const ids = await engine.send(
      { eventCode: lab, encounterId: "batch", occurredAt: minutesAgo(9) },
      { eventCode: "OPD_CHECKED_IN", encounterId: "batch", occurredAt: minutesAgo(8), mrn: "M-1" },
    );
    expect(await engine.result(ids[0])).toMatchObject({ status: "PROCESSED" });
    expect((await engine.stages("batch"))[1]).toMatchObject({ status: "COMPLETED", completedAt: minutesAgo(9) });
    expect(await engine.due()).toEqual([]);
  });

  it("JO-10: a late event completes its stage; JO-6: a second one for it does nothing", async () => {
    await engine.send(
      { eventCode: "OPD_CHECKED_IN", encounterId: "late", mrn: "M-1" },
      { eventCode: "VISIT_CLOSED", encounterId: "late" },
    );
    const [late] = await engine.send({ eventCode: lab, encounterId: "late", occurredAt: minutesAgo(60) });
    expect(await engine.result(late)).toMatchObject({ status: "PROCESSED", flags: ["LATE"] });
    expect((await engine.stages("late"))[1]).toMatchObject({ status: "COMPLETED", isLate: true });
    const [second] = await engine.send({ eventCode: lab, encounterId: "late" });
    expect(await engine.result(second)).toMatchObject({ status: "PROCESSED", flags: ["NO_OPEN_STAGE"] });
    expect((await engine.journey("late"))?.status).toBe("CLOSED");
  });

  it("JO-3: no template for the type is a dead letter, alone, and passes when it is replayed", async () => {
    const [bad, good] = await engine.send(
      { eventCode: "ADMITTED", encounterId: "inpatient", mrn: "M-1" },
      { eventCode: "OPD_CHECKED_IN", encounterId: "good", mrn: "M-1" },
    );
    expect(await engine.result(bad)).toMatchObject({ status: "DEAD", errorCode: "NO_TEMPLATE" });
    expect(await engine.result(good)).toMatchObject({ status: "PROCESSED" });
    await engine.kernel.tx((tx) => buildJourneyTemplate(tx, { journeyType: JourneyType.INPATIENT }));
    await engine.rows("update inbound_event set status = 'RECEIVED', attempts = 0 where id = $1", [bad]);
    await engine.process([bad ?? ""]);
    expect(await engine.result(bad)).toMatchObject({ status: "PROCESSED" });
  });

  it("JO-13: without a hospital, by the only one that knows the encounter, or by a code that exists by now; else a dead letter", async () => {
    await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "homeless", mrn: "M-1" });
    const ids = await engine.send(
      { eventCode: lab, encounterId: "homeless", hospital: null },
      { eventCode: lab, encounterId: "nobody-knows", hospital: null },
      { eventCode: visited, encounterId: "homeless", hospital: null, hospitalCode: "LATER" },
    );
    expect((await engine.stages("homeless"))[1]?.status).toBe("COMPLETED");
    expect(await engine.result(ids[1])).toMatchObject({ status: "DEAD", errorCode: "HOSPITAL_UNKNOWN" });
    expect(await engine.result(ids[2])).toMatchObject({ status: "DEAD", errorCode: "HOSPITAL_UNKNOWN" });
    await engine.rows("update hospital set code = 'LATER' where id = $1", [engine.hospital.id]);
    await engine.rows("update inbound_event set status = 'RECEIVED', attempts = 0 where id = $1", [ids[2]]);
    await engine.process([ids[2] ?? ""]);
    expect(await engine.result(ids[2])).toMatchObject({ status: "PROCESSED" });
  });

  it("JO-14: a patient of another number is flagged and changes nothing; a journey without one takes the first named", async () => {
    await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "nobody" });
    expect((await engine.journey("nobody"))?.patientId).toBeNull();
    await engine.send({
      eventCode: visited,
      encounterId: "nobody",
      mrn: "M-first",
      payload: { patient: { mobile: "0500000001" } },
    });
    const named = (await engine.journey("nobody"))?.patientId;
    expect(named).not.toBeNull();
    const [wrong] = await engine.send({ eventCode: lab, encounterId: "nobody", mrn: "M-second" });
    expect(await engine.result(wrong)).toMatchObject({ status: "PROCESSED", flags: ["PATIENT_MISMATCH"] });
    expect((await engine.journey("nobody"))?.patientId).toBe(named);
    expect(await engine.rows("select 1 from patient where mrn = 'M-second'")).toEqual([]);
  });

  it("JO-15: an update changes contact data, starts nothing, and waits for a patient nobody knows", async () => {
    const mobileOf = async (mrn: string) => {
      const [row] = await engine.rows<{ sealed: Buffer | null }>(
        "select mobile_sealed as sealed from patient where mrn = $1",
        [mrn],
      );
      return row?.sealed ? engine.kernel.cipher.open(row.sealed) : null;
    };
    await engine.send({
      eventCode: "OPD_CHECKED_IN",
      encounterId: "update",
      mrn: "M-up",
      payload: { patient: { mobile: "0500000002" } },
    });
    await engine.send({
      eventCode: "PATIENT_UPDATED",
      encounterId: "elsewhere",
      mrn: "M-up",
      payload: { patient: { mobile: "0500000003", name_ar: "" } },
    });
    expect(await mobileOf("M-up")).toBe("+966500000003");
    await engine.send({
      eventCode: lab,
      encounterId: "update",
      mrn: "M-up",
      payload: { patient: { mobile: "0500000004" } },
    });
    expect(await mobileOf("M-up")).toBe("+966500000003");
    const [early] = await engine.send({
      eventCode: "PATIENT_UPDATED",
      encounterId: "update-early",
      mrn: "M-new",
      payload: { patient: { mobile: "0500000005" } },
    });
    expect((await engine.result(early)).status).toBe("UNMATCHED");
    expect(await engine.journey("update-early")).toBeUndefined();
    await engine.send({ eventCode: "OPD_CHECKED_IN", encounterId: "update-early", mrn: "M-new" });
    await engine.process(await engine.due());
    expect(await mobileOf("M-new")).toBe("+966500000005");
    const [audit] = await engine.rows<{ after: object }>(
      "select after from audit_event where action = 'patient.updated' order by created_at limit 1",
    );
    expect(audit?.after).toEqual({ fields: ["mobile"] });
  });

  it("JO-17: journeys under way keep their version; new ones get the new one", async () => {
    const department = await engine.kernel.tx(async (tx) => {
      const template = await buildJourneyTemplate(tx, {
        hospital: engine.hospital,
        stages: ["VERSION_1"],
        openingEventCodes: ["SIGNED_IN"],
      });
      return template;
    });
    await engine.send({ eventCode: "SIGNED_IN", encounterId: "version-1", mrn: "M-1" });
    await engine.kernel.tx((tx) =>
      updateJourneyTemplate(tx, department.id, 2, {
        stages: [{ code: "NEW", nameAr: "جديد", nameEn: "New", triggerEventCode: "VERSION_2" }],
      }),
    );
    await engine.send({ eventCode: "SIGNED_IN", encounterId: "version-2", mrn: "M-1" });
    await engine.send(
      { eventCode: "VERSION_1", encounterId: "version-1" },
      { eventCode: "VERSION_2", encounterId: "version-2" },
    );
    expect(await engine.journey("version-1")).toMatchObject({ status: "COMPLETED" });
    expect(await engine.journey("version-2")).toMatchObject({ status: "COMPLETED" });
    await engine.rows("update journey_template set is_active = false where id = $1", [department.id]);
    await expect(engine.rows("update stage_template set trigger_event_code = 'X'")).rejects.toThrow(/immutable/);
  });

  it("JO-20: a batch that comes twice, or at the same time, has its effect once", async () => {
    const survey = await engine.kernel.tx((tx) => buildSurveyTemplate(tx));
    const template = await engine.kernel.tx((tx) =>
      buildJourneyTemplate(tx, {
        hospital: engine.hospital,
        stages: [{ triggerEventCode: lab, surveyTemplateId: survey.id }, { triggerEventCode: lab }],
      }),
    );
    const ids = await engine.store(
      { eventCode: "OPD_CHECKED_IN", encounterId: "once", mrn: "M-once" },
      { eventCode: lab, encounterId: "once" },
    );
    await Promise.all([engine.process(ids), engine.process(ids), engine.process([...ids].reverse())]);
    await engine.process(ids);
    expect((await engine.stages("once")).map((stage) => stage.status)).toEqual(["COMPLETED", "IN_PROGRESS"]);
    expect(await engine.rows("select status from survey_instance where encounter_id = 'once'")).toEqual([
      { status: "QUEUED" },
    ]);
    const done = await engine.rows(
      "select 1 from audit_event a join stage_instance s on s.id::text = a.target_id join journey_instance j on j.id = s.journey_id where j.encounter_id = 'once'",
    );
    expect(done).toHaveLength(1);
    await engine.rows("update journey_template set is_active = false where id = $1", [template.id]);
  });

  it("JO-20: a batch of a hundred events takes as many statements as one of five", async () => {
    const survey = await engine.kernel.tx((tx) => buildSurveyTemplate(tx));
    const template = await engine.kernel.tx((tx) =>
      buildJourneyTemplate(tx, {
        hospital: engine.hospital,
        stages: [{ triggerEventCode: lab, surveyTemplateId: survey.id }],
      }),
    );
    const batch = async (name: string, encounters: number) => {
      const ids = await engine.store(
        ...Array.from({ length: encounters }, (_, i) => `${name}-${i}`).flatMap((encounterId) => [
          {
            eventCode: "OPD_CHECKED_IN",
            encounterId,
            mrn: encounterId,
            payload: { patient: { mobile: "0500000009" } },
          },
          { eventCode: lab, encounterId },
        ]),
      );
      return (await statementsOf(() => engine.process(ids))).length;
    };
    await batch("warm", 1);
    const [few, many] = [await batch("few", 3), await batch("many", 50)];
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(20);
    await engine.rows("update journey_template set is_active = false where id = $1", [template.id]);
  });

  it("JO-20: two transactions on one encounter wait for each other and lose nothing", async () => {
    const rounds = Array.from({ length: 5 }, (_, i) => `race-${i}`);
    for (const encounterId of rounds) {
      const [open] = await engine.store({ eventCode: "OPD_CHECKED_IN", encounterId, mrn: encounterId });
      const [first] = await engine.store({ eventCode: lab, encounterId, mrn: encounterId });
      const [second] = await engine.store({ eventCode: visited, encounterId, mrn: encounterId });
      await Promise.all([[second], [open], [first]].map((ids) => engine.process(ids as string[])));
    }
    await engine.process(await engine.due());
    for (const encounterId of rounds) {
      expect(
        (await engine.stages(encounterId)).map((stage) => stage.status),
        encounterId,
      ).toEqual(["COMPLETED", "COMPLETED", "IN_PROGRESS", "PENDING"]);
    }
  });
});
