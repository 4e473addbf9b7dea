import { Arg, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { EntityManager } from "@mikro-orm/postgresql";
import { Allow, type RequestContext } from "../core/index.ts";
import { JourneyType } from "../journeys/index.ts";
import { Department, Hospital } from "../organizations/index.ts";
import { dayOf, daysBetween, meanWithInterval } from "./analytics.rules.ts";
import { loadFacts, loadKpis, type CommandCenterFacts } from "./command-center.service.ts";
import {
  CommandCenterFilter,
  DepartmentScore,
  FeedHealth,
  Kpi,
  StageLoad,
  StageSatisfaction,
  TrendPoint,
} from "./command-center.types.ts";
import { countLane, loadFeeds } from "./live-counts.query.ts";
import { noSums, sumRollups } from "./rollup.query.ts";
import { Grain } from "./survey-rollup.entity.ts";

@ObjectType({ description: "The command centre: true aggregates within the viewer's scope, from roll-ups." })
class CommandCenter {
  @Field(() => Date, { description: "When it was computed." })
  asOf!: Date;

  @Field(() => Date, { description: "Begin of the span." })
  from!: Date;

  @Field(() => Date, { description: "End of the span, exclusive." })
  to!: Date;

  facts!: CommandCenterFacts;
  em!: EntityManager;
}

/** Each part is computed only when it is asked for, so that a tile can refresh alone. */
@Resolver(() => CommandCenter)
export class CommandCenterResolver {
  @Allow("commandCenter.read")
  @Query(() => CommandCenter, { description: "Figures for the command centre." })
  async commandCenter(
    @Ctx() context: RequestContext,
    @Arg("filter", () => CommandCenterFilter, { nullable: true }) filter?: CommandCenterFilter,
  ): Promise<CommandCenter> {
    const em = context.reader("commandCenter.read");
    const { config, clock } = context.kernel;
    const facts = await loadFacts(
      em,
      context.scope("commandCenter.read"),
      filter ?? {},
      clock(),
      config.REPORTING_TIME_ZONE,
    );
    return { asOf: facts.now, ...facts.span, facts, em };
  }

  @FieldResolver(() => [Kpi], { description: "The tiles." })
  kpis(@Ctx() context: RequestContext, @Root() { em, facts }: CommandCenter) {
    return loadKpis(em, context.may("complaint.read") ? context.reader("complaint.read") : null, facts);
  }

  @FieldResolver(() => [StageSatisfaction], { description: "Satisfaction by stage, in the order of the journeys." })
  async satisfactionByStage(@Root() { em, facts }: CommandCenter): Promise<StageSatisfaction[]> {
    const rows = await sumRollups(em, facts.scope, Grain.DAY, facts.span, facts.filter, ["stage"]);
    const nameOf = (type: string | undefined, code: string | undefined) =>
      facts.stageNames.find((stage) => stage.journeyType === type && stage.code === code);
    const types = Object.keys(JourneyType);
    const rank = (row: (typeof rows)[number]) =>
      types.indexOf(row.journeyType ?? "") * 1_000 + (nameOf(row.journeyType, row.stageCode)?.position ?? 999);
    return rows
      .filter((row) => row.stageCode)
      .sort((a, b) => rank(a) - rank(b))
      .map((row) => {
        const name = nameOf(row.journeyType, row.stageCode);
        return {
          stageCode: row.stageCode ?? "",
          journeyType: (row.journeyType || null) as JourneyType | null,
          stageNameAr: name?.nameAr ?? row.stageCode ?? "",
          stageNameEn: name?.nameEn ?? row.stageCode ?? "",
          negativeCount: row.negativeCount,
          ...meanWithInterval(row.scoredCount, row.scoreSum, row.scoreSquareSum),
        };
      });
  }

  @FieldResolver(() => [TrendPoint], { description: "Day by day, without gaps." })
  async trend(@Root() { em, facts }: CommandCenter): Promise<TrendPoint[]> {
    const rows = await sumRollups(em, facts.scope, Grain.DAY, facts.span, facts.filter, ["bucket"]);
    const byDay = new Map(rows.map((row) => [row.bucket ? dayOf(row.bucket, facts.timeZone) : "", row]));
    return daysBetween(facts.firstDay, facts.lastDay).map((date) => {
      const row = byDay.get(date) ?? noSums;
      const { mean, n } = meanWithInterval(row.scoredCount, row.scoreSum, row.scoreSquareSum);
      return {
        date,
        mean,
        n,
        negativeCount: row.negativeCount,
        sentCount: row.sentCount,
        answeredCount: row.answeredCount,
      };
    });
  }

  @FieldResolver(() => [DepartmentScore], {
    description: "Departments, best first; those with too few answers last, unranked.",
  })
  async departments(@Root() { em, facts }: CommandCenter): Promise<DepartmentScore[]> {
    const rows = await sumRollups(em, facts.scope, Grain.DAY, facts.span, facts.filter, ["department"]);
    const departments = await em.find(Department, { id: { $in: rows.flatMap((row) => row.departmentId ?? []) } });
    const byId = new Map(departments.map((department) => [department.id, department]));
    const minimumN = facts.targets.get("DEPARTMENT_RANKING")?.minimumN ?? 1;
    return rows
      .flatMap((row) => {
        const department = byId.get(row.departmentId ?? "");
        if (!department || row.scoredCount === 0) return [];
        const score = meanWithInterval(row.scoredCount, row.scoreSum, row.scoreSquareSum);
        return [{ department, negativeCount: row.negativeCount, isRanked: score.n >= minimumN, ...score }];
      })
      .sort((a, b) => Number(b.isRanked) - Number(a.isRanked) || (b.mean ?? 0) - (a.mean ?? 0));
  }

  @FieldResolver(() => [FeedHealth], { description: "Whether each source is heard from." })
  async feedHealth(@Root() { em, facts }: CommandCenter): Promise<FeedHealth[]> {
    const rows = await loadFeeds(em, facts.scope, facts.filter);
    const hospitals = await em.find(Hospital, { id: { $in: rows.map((row) => row.hospitalId) } });
    const byId = new Map(hospitals.map((hospital) => [hospital.id, hospital]));
    return rows.map(({ sourceSystem, hospitalId, lastReceivedAt, staleFeedMinutes }) => {
      const silentMinutes = lastReceivedAt
        ? Math.max(0, Math.floor((facts.now.getTime() - lastReceivedAt.getTime()) / 60_000))
        : null;
      const isSilent = silentMinutes === null || silentMinutes > staleFeedMinutes;
      return { sourceSystem, hospital: byId.get(hospitalId) ?? null, lastReceivedAt, silentMinutes, isSilent };
    });
  }

  @FieldResolver(() => [StageLoad], { description: "Patients waiting per stage now." })
  async journeyLane(@Root() { em, facts }: CommandCenter): Promise<StageLoad[]> {
    const waiting = await countLane(em, facts.scope, facts.filter);
    return facts.stageNames
      .flatMap((stage) => {
        const row = waiting.find((lane) => lane.journeyType === stage.journeyType && lane.stageCode === stage.code);
        return row ? [{ ...stage, waitingCount: row.waiting }] : [];
      })
      .sort((a, b) => a.journeyType.localeCompare(b.journeyType) || a.position - b.position)
      .map(({ journeyType, code, nameAr, nameEn, waitingCount }) => ({
        journeyType: journeyType as JourneyType,
        stageCode: code,
        stageNameAr: nameAr,
        stageNameEn: nameEn,
        waitingCount,
      }));
  }
}
