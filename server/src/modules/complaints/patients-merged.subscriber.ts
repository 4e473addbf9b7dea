import { sql, subscriber } from "../core/index.ts";
import { patientsMerged } from "../journeys/index.ts";

/** CM-4: HIS merged two records: complaints follow the one that stays. */
export const followMergedPatients = subscriber({
  name: "complaints.follow-merged-patients",
  event: patientsMerged,
  async handle(tx, deliveries) {
    for (const { payload } of deliveries) {
      for (const { fromPatientId, intoPatientId } of payload.merges) {
        await sql(tx.em, "update complaint set patient_id = $2 where patient_id = $1", [fromPatientId, intoPatientId]);
      }
    }
  },
});
