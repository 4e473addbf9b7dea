import { ref } from "@mikro-orm/core";
import type { Tx } from "../../modules/core/index.ts";
import { BusinessCalendarVersion } from "../../modules/sla/business-calendar-version.entity.ts";
import { BusinessCalendar, SlaCaseKind, SlaPolicy, SlaTarget, SlaUnit } from "../../modules/sla/index.ts";
import { SlaPolicyVersion } from "../../modules/sla/sla-policy-version.entity.ts";
import { PxActionPriority } from "../../modules/action-center/index.ts";
import type { SeededGroup } from "./seed-group.ts";
import { saudiHours } from "../group/saudi-calendar.ts";

const actorLabel = "demo-seed";

interface Preset {
  readonly source: string;
  readonly nameEn: string;
  readonly nameAr: string;
  readonly days: { readonly [Target in SlaTarget]: number };
}

/** The council gives ten working days; the ministry's days are an example, to be set as its letters say. */
const presets: readonly Preset[] = [
  {
    source: "CHI",
    nameEn: "Complaints of the Council of Health Insurance",
    nameAr: "شكاوى مجلس الضمان الصحي",
    days: { ACKNOWLEDGE: 1, FIRST_RESPONSE: 3, RESOLVE: 10 },
  },
  {
    source: "MOH",
    nameEn: "Complaints of the Ministry of Health (937)",
    nameAr: "شكاوى وزارة الصحة (937)",
    days: { ACKNOWLEDGE: 1, FIRST_RESPONSE: 2, RESOLVE: 5 },
  },
];

/** F8.5: the Saudi calendar, and the deadlines of the authorities by it. */
export async function seedSla(tx: Tx, since: Date, group: SeededGroup): Promise<void> {
  const calendar = tx.em.create(BusinessCalendar, {
    nameEn: "Saudi Arabia: hospital offices",
    nameAr: "السعودية: مكاتب المستشفى",
    createdAt: since,
  });
  const hours = saudiHours(tx.now);
  tx.em.create(BusinessCalendarVersion, { calendar: ref(calendar), number: 1, hours, actorLabel, createdAt: since });
  for (const [index, { source, nameEn, nameAr, days }] of presets.entries()) {
    const policy = tx.em.create(SlaPolicy, {
      nameEn,
      nameAr,
      caseKind: SlaCaseKind.COMPLAINT,
      rank: 10 * (index + 1),
      createdAt: since,
    });
    const terms = {
      match: { sources: [source], severities: [], priorities: [], categoryIds: [] },
      targets: Object.values(SlaTarget).map((target) => ({
        target,
        amount: days[target],
        unit: SlaUnit.DAYS,
        reminder: { beforeMinutes: null, atPercent: 75 },
      })),
      maxPauseMinutes: null,
      reopenDays: 30,
      calendarId: calendar.id,
      chainId: null,
    };
    tx.em.create(SlaPolicyVersion, { policy: ref(policy), number: 1, terms, actorLabel, createdAt: since });
  }
  await seedActionPolicy(tx, since, group);
  await tx.em.flush();
}

/** One emergency department wants its urgent actions done within a day, nights and weekends counted. */
async function seedActionPolicy(tx: Tx, since: Date, group: SeededGroup): Promise<void> {
  const calendar = await tx.em.findOneOrFail(BusinessCalendar, { nameEn: "Around the clock", hospital: null });
  const policy = tx.em.create(SlaPolicy, {
    nameAr: "طوارئ العليا: مرتفع",
    nameEn: "Olaya emergency: high",
    caseKind: SlaCaseKind.ACTION,
    hospital: ref(group.hospital("OLAYA")),
    department: ref(group.department("OLAYA", "EMERGENCY")),
    createdAt: since,
  });
  const terms = {
    match: { sources: [], severities: [], priorities: [PxActionPriority.HIGH], categoryIds: [] },
    targets: [
      {
        target: SlaTarget.RESOLVE,
        amount: 24 * 60,
        unit: SlaUnit.MINUTES,
        reminder: { beforeMinutes: 6 * 60, atPercent: null },
      },
    ],
    maxPauseMinutes: null,
    reopenDays: 30,
    calendarId: calendar.id,
    chainId: null,
  };
  tx.em.create(SlaPolicyVersion, { policy: ref(policy), number: 1, terms, actorLabel, createdAt: since });
}
