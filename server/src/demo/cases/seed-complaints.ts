import { openActionForNegativeSurvey } from "../../modules/action-center/survey-answered.subscriber.ts";
import { assignComplaint } from "../../modules/complaints/assignment.service.ts";
import { closeComplaint, resolveComplaint } from "../../modules/complaints/closing.service.ts";
import type { Complaint } from "../../modules/complaints/index.ts";
import {
  ComplainantRelation,
  ComplaintOutcome,
  ComplaintSeverity,
  ComplaintSource,
  ComplaintStatus,
  createComplaint,
} from "../../modules/complaints/index.ts";
import {
  addComplaintNote,
  changeComplaintStatus,
  messageComplainant,
  pause,
} from "../../modules/complaints/complaint.service.ts";
import { noteResolutionAnswers } from "../../modules/complaints/survey-answered.subscriber.ts";
import { Language, sql, type Tx } from "../../modules/core/index.ts";
import { surveyToken } from "../../modules/surveys/index.ts";
import { submitPublicSurvey } from "../../modules/surveys/submit.service.ts";
import { plus } from "../day/clock.ts";
import { departmentsOf, hospitals } from "../group/hospitals.ts";
import type { Random } from "../random.ts";
import { stories, type Story } from "./complaint-stories.ts";
import type { DemoPeople } from "./demo-people.ts";
import { drawMoment, hourMs, asOf, type CaseSetting } from "./seed-cases.ts";

interface Course {
  readonly setting: CaseSetting;
  readonly people: DemoPeople;
  readonly hospitalId: string;
  readonly departmentId: string;
  readonly story: Story;
  readonly isArabic: boolean;
  /** Each step comes later than the one before, and none lies ahead. */
  next(medianHours: number): Date | null;
}

/** Returns how many were asked about their resolution. */
export async function seedComplaints(setting: CaseSetting, people: DemoPeople, count: number): Promise<number> {
  const { tx, random, group } = setting;
  const categories = new Map(
    (await sql<{ id: string; code: string }>(tx.em, "select id, code from complaint_category")).map((row) => [
      row.code,
      row.id,
    ]),
  );
  const patients = await sql<{ id: string; hospitalId: string }>(
    tx.em,
    `select id, hospital_id as "hospitalId" from patient where merged_into_id is null order by id limit 2000`,
  );
  const moments = Array.from({ length: count }, () => drawMoment(random, tx.now)).toSorted((a, b) => +a - +b);
  let asked = 0;
  for (const receivedAt of moments) {
    const hospital = random.weighted(hospitals.map((one) => [one, one.weight] as const));
    const offered = new Set(departmentsOf(hospital).map(({ code }) => code));
    const story = random.pick(stories.filter(({ department }) => offered.has(department)));
    const hospitalId = group.hospital(hospital.code).id;
    const departmentId = group.department(hospital.code, story.department).id;
    const isArabic = random.chance(0.75);
    let at = receivedAt;
    const course: Course = {
      setting,
      people,
      hospitalId,
      departmentId,
      story,
      isArabic,
      next(medianHours) {
        at = plus(at, random.logNormal(medianHours, 0.6) * hourMs);
        return at < tx.now ? at : null;
      },
    };
    const agent = people.agent(hospitalId);
    const ofHospital = patients.filter((patient) => patient.hospitalId === hospitalId);
    const isAnonymous = random.chance(0.06);
    const complaint = await createComplaint(asOf(tx, receivedAt, agent), {
      hospitalId,
      departmentId,
      patientId: isAnonymous || ofHospital.length === 0 ? null : random.pick(ofHospital).id,
      source: random.weighted(sources),
      externalReference: null,
      categoryId: categories.get(story.category),
      severity: ComplaintSeverity[story.severity],
      subject: isArabic ? story.subjectAr : story.subjectEn,
      description: isArabic ? story.saidAr : story.saidEn,
      isAnonymous,
      relation: random.chance(0.6) ? ComplainantRelation.PATIENT : ComplainantRelation.RELATIVE,
      language: isArabic ? Language.AR : Language.EN,
      receivedAt,
    });
    complaint.createdAt = receivedAt;
    await tx.em.flush();
    if (await live(course, complaint)) asked += 1;
  }
  return asked;
}

const sources = [
  [ComplaintSource.CALL_CENTER, 45],
  [ComplaintSource.INTERNAL, 20],
  [ComplaintSource.PX_CONNECT, 15],
  [ComplaintSource.MOH, 8],
  [ComplaintSource.SOCIAL, 7],
  [ComplaintSource.CHI, 5],
] as const;

/** The course of one complaint as far as time has gone; true when its complainant was asked about the resolution. */
async function live({ setting, people, ...course }: Course, complaint: Complaint): Promise<boolean> {
  const { tx, random } = setting;
  const { id } = complaint;
  const { hospitalId, departmentId, story, isArabic } = course;
  const step = async (at: Date | null, actor: Tx["actor"], work: (at: Tx) => Promise<unknown>): Promise<boolean> => {
    if (!at) return false;
    await work(asOf(tx, at, actor));
    await tx.em.flush();
    return true;
  };
  const coordinator = people.coordinator(hospitalId);
  const manager = people.manager(hospitalId, departmentId);
  if (!(await step(course.next(2), coordinator, (now) => assignComplaint(now, id, manager.userId)))) return false;
  // Some lie: that is what deadlines are for.
  if (random.chance(0.06)) return false;
  const { IN_PROGRESS } = ComplaintStatus;
  if (!(await step(course.next(6), manager, (now) => changeComplaintStatus(now, id, IN_PROGRESS)))) return false;
  const note = isArabic ? "تم التواصل مع القسم وطلب الإفادة." : "The section was asked for its view.";
  await step(course.next(4), manager, (now) => addComplaintNote(now, id, note));
  if (!complaint.isAnonymous && complaint.patient) {
    const message = isArabic
      ? "نشكر تواصلك، نعمل على شكواك وسنعود إليك قريبًا."
      : "Thank you for telling us. We are looking into it and will come back to you.";
    await step(course.next(5), manager, (now) => messageComplainant(now, id, message));
    if (random.chance(0.08)) {
      const reason = isArabic ? "بانتظار صورة الفاتورة من المشتكي" : "Waiting for a copy of the bill";
      await step(course.next(4), manager, (now) => pause(now, id, reason));
      return false;
    }
  }
  const outcome = random.weighted(outcomes);
  const resolution = isArabic ? story.resolutionAr : story.resolutionEn;
  if (!(await step(course.next(30), manager, (now) => resolveComplaint(now, id, resolution, outcome)))) return false;
  const closer = people.coordinator(hospitalId, manager.userId);
  if (!(await step(course.next(10), closer, (now) => closeComplaint(now, id)))) return false;
  if (!complaint.resolutionSurveyId) return false;
  await answer({ setting, complaint, random, at: course.next(14), sentAt: complaint.closedAt ?? tx.now });
  return true;
}

const outcomes = [
  [ComplaintOutcome.SUBSTANTIATED, 50],
  [ComplaintOutcome.PARTLY_SUBSTANTIATED, 28],
  [ComplaintOutcome.UNSUBSTANTIATED, 17],
  [ComplaintOutcome.WITHDRAWN, 5],
] as const;

interface Answering {
  readonly setting: CaseSetting;
  readonly complaint: Complaint;
  readonly random: Random;
  readonly at: Date | null;
  readonly sentAt: Date;
}

/** Two in three answer; what they say opens an action when it is bad, as it would have. */
async function answer({ setting: { tx }, complaint, random, at, sentAt }: Answering): Promise<void> {
  const surveyId = complaint.resolutionSurveyId ?? "";
  await sql(
    tx.em,
    "update survey_instance set status = 'SENT', sent_at = $2, expires_at = $2::timestamptz + interval '7 days' where id = $1",
    [surveyId, sentAt],
  );
  if (!at || !random.chance(0.66)) {
    await sql(tx.em, "update survey_instance set status = 'EXPIRED' where id = $1 and expires_at < $2", [
      surveyId,
      tx.now,
    ]);
    return;
  }
  const stars = random.weighted([
    [5, 38],
    [4, 30],
    [3, 14],
    [2, 9],
    [1, 9],
  ] as const);
  const patient: Tx["actor"] = { kind: "PATIENT", label: "anonymous" };
  const now = asOf(tx, at, patient);
  await submitPublicSurvey(now, {
    token: surveyToken(tx.kernel.config.SURVEY_TOKEN_KEY, surveyId),
    language: complaint.language,
    answers: {
      resolution: { value: stars },
      speed: { value: Math.max(1, Math.min(5, stars + random.int(-1, 1))) },
      informed: { value: stars >= 3 ? "YES" : "NO" },
    },
  });
  const delivery = {
    id: surveyId,
    payload: { surveyInstanceId: surveyId, isNegative: stars <= 2 } as object,
  };
  const system = asOf(tx, at, { kind: "SYSTEM", label: "demo-seed" });
  await noteResolutionAnswers.handle(system, [delivery]);
  await openActionForNegativeSurvey.handle(system, [delivery]);
  await tx.em.flush();
}
