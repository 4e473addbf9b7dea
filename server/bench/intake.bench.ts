import { buildApiKey, buildHospital } from "../src/testing/factories.ts";
import { runLoad } from "./load.ts";
import type { Setting } from "./setting.ts";

export interface Ratio {
  readonly ours: number;
  readonly floor: number;
  readonly ratio: number;
}

export const ratioOf = (ours: number, floor: number): Ratio => ({
  ours: Math.round(ours * 100) / 100,
  floor: Math.round(floor * 100) / 100,
  ratio: Math.round((ours / floor) * 1000) / 1000,
});

const seconds = 8;

/** Events per second that are acknowledged, against a bare server doing one INSERT per request (goal: 0.5). */
export async function benchIntake(setting: Setting): Promise<Record<"intake.c16" | "intake.c64", Ratio>> {
  const { secret, hospitalCode } = await setting.kernel.tx(async (tx) => {
    const hospital = await buildHospital(tx);
    return { hospitalCode: hospital.code, secret: (await buildApiKey(tx, { sourceSystem: "HIS" })).secret };
  });
  let count = 0;
  const body = () => {
    count++;
    return JSON.stringify({
      source_system: "HIS",
      event_id: `B-${setting.env["BENCH_RUN"]}-${count}`,
      event_code: "BENCH",
      encounter_id: `E-${count}`,
      patient_identifier: `MRN-${count}`,
      hospital_code: hospitalCode,
      occurred_at: "2026-01-01T08:15:00+03:00",
      payload: {
        physician_license: "PH-1042",
        department_code: "LAB",
        journey_type: "OPD",
        patient: { name_ar: "سارة العتيبي", name_en: "Sara Alotaibi", mobile: "+966501234567", language: "ar" },
      },
    });
  };
  const headers = { "content-type": "application/json", "x-api-key": secret };
  const [server, floor] = [await setting.server(), await setting.floor("server/bench/floor-intake.ts")];
  try {
    const measure = async (connections: number): Promise<Ratio> => {
      const ours = { url: `${server.url}/api/integrations/events/`, connections, headers, body, expectedStatus: 202 };
      const theirs = { ...ours, url: floor.url };
      // Warm both, then take turns, so that a busy moment of the machine meets both.
      await runLoad({ ...ours, seconds: 3 });
      await runLoad({ ...theirs, seconds: 3 });
      const [a, b, c, d] = [
        await runLoad({ ...ours, seconds }),
        await runLoad({ ...theirs, seconds }),
        await runLoad({ ...ours, seconds }),
        await runLoad({ ...theirs, seconds }),
      ];
      return ratioOf((a.perSecond + c.perSecond) / 2, (b.perSecond + d.perSecond) / 2);
    };
    return { "intake.c16": await measure(16), "intake.c64": await measure(64) };
  } finally {
    await server.stop();
    await floor.stop();
  }
}
