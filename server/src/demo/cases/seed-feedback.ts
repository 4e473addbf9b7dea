import { createFeedback, FeedbackKind, FeedbackSource } from "../../modules/feedback/index.ts";
import { answerFeedback, closeFeedback, startFeedback } from "../../modules/feedback/feedback.service.ts";
import { Language } from "../../modules/core/index.ts";
import { plus } from "../day/clock.ts";
import { departmentsOf, hospitals } from "../group/hospitals.ts";
import { feedbackStories } from "./feedback-stories.ts";
import type { DemoPeople } from "./demo-people.ts";
import { drawMoment, hourMs, asOf, type CaseSetting } from "./seed-cases.ts";

const sources = [
  [FeedbackSource.CALL_CENTER, 40],
  [FeedbackSource.RECEPTION, 25],
  [FeedbackSource.PX_CONNECT, 15],
  [FeedbackSource.WEBSITE, 10],
  [FeedbackSource.EMAIL, 10],
] as const;

export async function seedFeedback(setting: CaseSetting, people: DemoPeople, count: number): Promise<void> {
  const { tx, random, group } = setting;
  const moments = Array.from({ length: count }, () => drawMoment(random, tx.now)).toSorted((a, b) => +a - +b);
  for (const receivedAt of moments) {
    const hospital = random.weighted(hospitals.map((one) => [one, one.weight] as const));
    const offered = new Set(departmentsOf(hospital).map(({ code }) => code));
    const story = random.pick(feedbackStories.filter(({ department }) => offered.has(department)));
    const hospitalId = group.hospital(hospital.code).id;
    const departmentId = group.department(hospital.code, story.department).id;
    const isArabic = random.chance(0.75);
    const feedback = await createFeedback(asOf(tx, receivedAt, people.agent(hospitalId)), {
      hospitalId,
      departmentId,
      kind: FeedbackKind[story.kind],
      source: random.weighted(sources),
      subject: isArabic ? story.subjectAr : story.subjectEn,
      description: isArabic ? story.saidAr : story.saidEn,
      language: isArabic ? Language.AR : Language.EN,
      receivedAt,
    });
    feedback.createdAt = receivedAt;
    await tx.em.flush();
    const worker = people.manager(hospitalId, departmentId);
    const begun = plus(receivedAt, random.logNormal(3, 0.7) * hourMs);
    if (begun > tx.now || random.chance(0.1)) continue;
    await startFeedback(asOf(tx, begun, worker), feedback.id);
    const done = plus(begun, random.logNormal(5, 0.7) * hourMs);
    if (done > tx.now) continue;
    const reply = isArabic ? story.answerAr : story.answerEn;
    if (reply) await answerFeedback(asOf(tx, done, worker), feedback.id, reply, { isSpoken: true });
    await closeFeedback(asOf(tx, done, worker), feedback.id);
    await tx.em.flush();
  }
}
