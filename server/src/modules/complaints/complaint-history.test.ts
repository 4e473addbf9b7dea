import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildComplaint } from "../../testing/factories-complaints.ts";
import { buildHospital } from "../../testing/factories.ts";
import { createTestKernel, type TestKernel } from "../../testing/test-kernel.ts";
import { findsInFourPlaces } from "../../testing/told.ts";
import { sql, subscriber } from "../core/index.ts";
import { complaintChangedChannel, complaintsChanged } from "./complaint.events.ts";
import { addComplaintNote, changeComplaintStatus } from "./complaint.service.ts";
import { resolveComplaint } from "./closing.service.ts";
import { ComplaintOutcome, ComplaintSeverity, ComplaintSource, ComplaintStatus } from "./complaint.enums.ts";
import { createComplaint } from "./create-complaint.service.ts";
import { saveSettings, settingsFor } from "./settings.service.ts";

const listens = subscriber({ name: "test.hears-complaints", event: complaintsChanged, handle: async () => undefined });

describe("what happens to a complaint is told", () => {
  let kernel: TestKernel;
  beforeAll(
    async () =>
      (kernel = await createTestKernel({}, [{ name: "test", entities: [], resolvers: [], subscribers: [listens] }])),
  );
  afterAll(() => kernel.close());

  it("CM-13 in the timeline, the audit trail without the words, the outbox and to open consoles; none of it when the step fails", async () => {
    const { id } = await kernel.tx((tx) => buildComplaint(tx));
    const told = await findsInFourPlaces(kernel, {
      entries: "select * from complaint_entry where complaint_id = $1",
      channel: complaintChangedChannel,
      subscriber: listens.name,
      id,
      words: "Sara was shouted at",
      change: (tx) => addComplaintNote(tx, id, "Sara was shouted at"),
    });
    expect(told.done).toEqual({ entries: 1, audits: ["complaint.noted"], outbox: 1, live: 1 });
    expect(told.failed).toEqual({ entries: 0, audits: [], outbox: 0, live: 0 });
    expect(told.openWords).toEqual([]);
  });

  it("CM-13 the timeline is append-only, whoever writes", async () => {
    const { id } = await kernel.tx((tx) => buildComplaint(tx));
    for (const statement of ["update complaint_entry set actor_label = 'x'", "delete from complaint_entry"]) {
      await expect(kernel.tx((tx) => sql(tx.em, `${statement} where complaint_id = $1`, [id]))).rejects.toThrow(
        "complaint_entry is append-only",
      );
    }
    const [row] = await kernel.tx((tx) =>
      sql<{ n: number }>(
        tx.em,
        "select count(*)::int n from complaint_entry where complaint_id = $1 and actor_label <> 'x'",
        [id],
      ),
    );
    expect(row?.n).toBe(1);
  });

  it("CM-2 a hospital's own settings beat the group's and count at once; other hospitals keep the group's", async () => {
    const { own, other } = await kernel.tx(async (tx) => ({
      own: await buildHospital(tx),
      other: await buildHospital(tx),
    }));
    const wantsEvidence = (hospitalId: string) =>
      kernel.tx(async (tx) => (await settingsFor(tx.em, hospitalId)).isEvidenceRequired);
    const resolve = (hospitalId: string) =>
      kernel.tx(async (tx) => {
        const fields = {
          hospitalId,
          source: ComplaintSource.CALL_CENTER,
          severity: ComplaintSeverity.LOW,
          subject: "Noise",
          description: "At night.",
        };
        const { id } = await createComplaint(tx, fields);
        await changeComplaintStatus(tx, id, ComplaintStatus.IN_PROGRESS);
        return resolveComplaint(tx, id, "The door was mended.", ComplaintOutcome.SUBSTANTIATED);
      });
    expect(await wantsEvidence(own.id)).toBe(false);
    await resolve(own.id);

    await kernel.tx((tx) => saveSettings(tx, { hospitalId: own.id, isEvidenceRequired: true }));
    await expect(resolve(own.id)).rejects.toThrow("EVIDENCE_REQUIRED");
    await resolve(other.id);

    // The group changes its mind: the hospital with settings of its own is not touched.
    const group = await kernel.tx((tx) => saveSettings(tx, { isEvidenceRequired: true, version: 1 }));
    await kernel.tx((tx) => saveSettings(tx, { hospitalId: own.id, isEvidenceRequired: false, version: 1 }));
    await resolve(own.id);
    await expect(resolve(other.id)).rejects.toThrow("EVIDENCE_REQUIRED");
    expect(group.hospital).toBeNull();
  });

  it("CM-2 the group's row stands from the first start, once", async () => {
    const rows = () =>
      kernel.tx((tx) => sql<{ id: string }>(tx.em, "select id from complaint_settings where hospital_id is null"));
    expect(await rows()).toHaveLength(1);
    await expect(
      kernel.tx((tx) => sql(tx.em, "insert into complaint_settings (hospital_id) values (null)")),
    ).rejects.toThrow("complaint_settings_group");
    expect(await rows()).toHaveLength(1);
  });
});
