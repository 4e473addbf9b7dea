import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSurveyTemplate } from "../../../testing/factories-surveys.ts";
import { buildJourneyTemplate } from "../../../testing/factories-journeys.ts";
import { startEngine, type EngineHarness } from "../../../testing/engine-harness.ts";

const lab = "LAB_ORDER_COMPLETED";

describe("merges and cancellations", () => {
  let engine: EngineHarness;
  beforeAll(async () => {
    engine = await startEngine();
    await engine.kernel.tx(async (tx) => {
      const survey = await buildSurveyTemplate(tx);
      await buildJourneyTemplate(tx, {
        hospital: engine.hospital,
        stages: [
          { triggerEventCode: lab, surveyTemplateId: survey.id },
          { triggerEventCode: "RADIOLOGY_REPORT_FINALIZED" },
        ],
      });
    });
  });
  afterAll(() => engine.kernel.close());

  const merge = (from: string, into: string) => ({
    eventCode: "PATIENT_MERGED",
    encounterId: `merge-${from}`,
    mrn: into,
    payload: { from, into },
  });
  const checkIn = (mrn: string) => ({
    eventCode: "OPD_CHECKED_IN",
    encounterId: `E-${mrn}`,
    mrn,
    payload: { patient: { name_en: mrn, mobile: "0501112223" } },
  });
  const ownerOf = async (encounterId: string) => {
    const [row] = await engine.rows<{ mrn: string }>(
      "select p.mrn from journey_instance j join patient p on p.id = j.patient_id where j.encounter_id = $1",
      [encounterId],
    );
    return row?.mrn;
  };

  it("JO-16: journeys and surveys move to the surviving patient, who is made when unknown and takes what is known", async () => {
    await engine.send(checkIn("A1"), { eventCode: lab, encounterId: "E-A1" });
    const [id] = await engine.send(merge("A1", "B1"));
    expect(await engine.result(id)).toMatchObject({ status: "PROCESSED", flags: [], journeyId: null });
    expect(await ownerOf("E-A1")).toBe("B1");
    const [survey] = await engine.rows<{ mrn: string }>(
      "select p.mrn from survey_instance s join patient p on p.id = s.patient_id where s.encounter_id = 'E-A1'",
    );
    expect(survey?.mrn).toBe("B1");
    const [into] = await engine.rows<{ mobile: Buffer }>(
      "select mobile_sealed as mobile from patient where mrn = 'B1'",
    );
    expect(engine.kernel.cipher.open(into?.mobile ?? Buffer.of())).toBe("+966501112223");
    const [audit] = await engine.rows<{ after: object }>(
      "select after from audit_event where action = 'patient.merged'",
    );
    expect(audit?.after).toMatchObject({ mrn: "B1", movedJourneys: 1 });
    const [again] = await engine.send(merge("A1", "B1"));
    expect(await engine.result(again)).toMatchObject({ status: "PROCESSED", flags: ["ALREADY_MERGED"] });
  });

  it("JO-16: later events under the old number belong to the survivor", async () => {
    const [id] = await engine.send({ ...checkIn("A1"), encounterId: "E-A1-again" });
    expect(await engine.result(id)).toMatchObject({ status: "PROCESSED", flags: [] });
    expect(await ownerOf("E-A1-again")).toBe("B1");
  });

  const orders: [string, (name: string) => ReturnType<typeof merge>[][]][] = [
    ["in order, one batch", (n) => [[merge(`A${n}`, `B${n}`), merge(`B${n}`, `C${n}`)]]],
    ["out of order, one batch", (n) => [[merge(`B${n}`, `C${n}`), merge(`A${n}`, `B${n}`)]]],
    ["in order, two batches", (n) => [[merge(`A${n}`, `B${n}`)], [merge(`B${n}`, `C${n}`)]]],
    ["out of order, two batches", (n) => [[merge(`B${n}`, `C${n}`)], [merge(`A${n}`, `B${n}`)]]],
  ];
  it.each(orders)("JO-16: a chain A→B→C ends at C: %s", async (title, batches) => {
    const name = title.replaceAll(/\W/g, "");
    for (const letter of ["A", "B"]) await engine.send(checkIn(`${letter}${name}`));
    for (const batch of batches(name)) await engine.send(...batch);
    for (const letter of ["A", "B"]) expect(await ownerOf(`E-${letter}${name}`)).toBe(`C${name}`);
    const links = await engine.rows<{ into: string }>(
      "select c.mrn as into from patient p join patient c on c.id = p.merged_into_id where p.mrn = any($1)",
      [[`A${name}`, `B${name}`]],
    );
    expect(links).toEqual([{ into: `C${name}` }, { into: `C${name}` }]);
    const [back] = await engine.send(merge(`C${name}`, `A${name}`));
    expect((await engine.result(back)).flags).toEqual(["ALREADY_MERGED"]);
  });

  it("JO-16: a merge that does not name both numbers is a dead letter", async () => {
    const [id] = await engine.send({ ...merge("X", "Y"), payload: { from: "X" } });
    expect(await engine.result(id)).toMatchObject({ status: "DEAD", errorCode: "MERGE_INCOMPLETE" });
  });

  it("JO-16, JO-20: merges and openings of the same number at the same time end with the survivor", async () => {
    const names = Array.from({ length: 6 }, (_, i) => `R${i}`);
    const batches = await Promise.all(
      names.flatMap((name) => [
        engine.store(checkIn(name)),
        engine.store(merge(name, `S-${name}`)),
        engine.store(merge(`S-${name}`, `T-${name}`)),
      ]),
    );
    await Promise.all(batches.map((ids) => engine.process(ids)));
    for (const name of names) expect(await ownerOf(`E-${name}`), name).toBe(`T-${name}`);
  });

  it("JO-11: a cancel ends the journey and the surveys that were not sent; those that were stay", async () => {
    await engine.send(checkIn("K1"), { eventCode: lab, encounterId: "E-K1" }, checkIn("K2"), {
      eventCode: lab,
      encounterId: "E-K2",
    });
    await engine.rows("update survey_instance set status = 'SENT', sent_at = now() where encounter_id = 'E-K2'");
    const ids = await engine.send(
      { eventCode: "VISIT_CANCELLED", encounterId: "E-K1" },
      { eventCode: "VISIT_CANCELLED", encounterId: "E-K2" },
    );
    expect(await engine.result(ids[0])).toMatchObject({ status: "PROCESSED", flags: [] });
    expect((await engine.journey("E-K1"))?.status).toBe("CANCELLED");
    const surveys = await engine.rows(
      "select encounter_id as id, status from survey_instance where encounter_id like 'E-K_' order by 1",
    );
    expect(surveys).toEqual([
      { id: "E-K1", status: "CANCELLED" },
      { id: "E-K2", status: "SENT" },
    ]);
    const [after] = await engine.send({ eventCode: "RADIOLOGY_REPORT_FINALIZED", encounterId: "E-K1" });
    expect(await engine.result(after)).toMatchObject({ status: "PROCESSED", flags: ["JOURNEY_CANCELLED"] });
  });

  it("JO-22: no survey for a stage whose visit is cancelled in the same batch, nor for a patient nobody named", async () => {
    const ids = await engine.send(
      checkIn("K3"),
      { eventCode: lab, encounterId: "E-K3" },
      { eventCode: "VISIT_CANCELLED", encounterId: "E-K3" },
      { eventCode: "OPD_CHECKED_IN", encounterId: "E-K4" },
      { eventCode: lab, encounterId: "E-K4" },
    );
    expect((await engine.result(ids[4])).flags).toEqual(["PATIENT_MISSING"]);
    expect(await engine.rows("select 1 from survey_instance where encounter_id in ('E-K3', 'E-K4')")).toEqual([]);
  });
});
