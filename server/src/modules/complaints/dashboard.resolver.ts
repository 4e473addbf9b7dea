import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import { Allow, type RequestContext } from "../core/index.ts";
import { Department, departmentOf, Hospital, hospitalOf, Physician, physicianOf } from "../organizations/index.ts";
import { onTimeFigures, SlaOnTime } from "../sla/index.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { Complaint } from "./complaint.entity.ts";
import { complaintCondition, ComplaintFilter } from "./complaint.filter.ts";
import { categoriesOf } from "./complaint.loaders.ts";
import { dissatisfactionRate } from "./complaint.rules.ts";
import {
  complaintCategories,
  complaintFigures,
  complaintGroups,
  complaintMonths,
  type ComplaintDimension,
  type ComplaintFigures,
  type ComplaintGroup as Group,
  type ComplaintMonth as Month,
} from "./dashboard.service.ts";

export enum ComplaintGroupBy {
  HOSPITAL = "hospital",
  DEPARTMENT = "department",
  PHYSICIAN = "physician",
  CATEGORY = "category",
  SEVERITY = "severity",
  SOURCE = "source",
  OUTCOME = "outcome",
}
registerEnumType(ComplaintGroupBy, {
  name: "ComplaintGroupBy",
  description: "By what complaints are counted.",
  valuesConfig: {
    HOSPITAL: { description: "Hospital." },
    DEPARTMENT: { description: "Department." },
    PHYSICIAN: { description: "Physician." },
    CATEGORY: { description: "Category." },
    SEVERITY: { description: "Severity." },
    SOURCE: { description: "By which way they came in." },
    OUTCOME: { description: "What came out of them." },
  },
});

@ObjectType({ description: "Figures of complaints; the list with the same filter shows what they count." })
abstract class Figures {
  @Field(() => Int, { description: "Complaints." })
  received!: number;

  @Field(() => Int, { description: "Not closed yet." })
  open!: number;

  @Field(() => Int, { description: "Closed." })
  closed!: number;

  @Field(() => Int, { description: "Complainants who said how they find the resolution: n of rate and mean." })
  answered!: number;

  @Field(() => Int, { description: "Those of them who are dissatisfied." })
  dissatisfied!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Percent of the answered that are dissatisfied; empty when nobody answered.",
  })
  dissatisfactionRate!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean of the scores, 0–100; empty when nobody answered." })
  meanScore!: number | null;
}

@ObjectType({ description: "Figures of one group." })
class ComplaintGroup extends Figures {
  @Field(() => String, {
    nullable: true,
    description: "Id or enum value of the group; empty for complaints without one.",
  })
  key!: string | null;

  by!: ComplaintGroupBy;
}

@ObjectType({ description: "Figures of one month." })
class ComplaintMonth extends Figures {
  @Field(() => String, { description: "YYYY-MM, by when they were received." })
  month!: string;
}

@ObjectType({ description: "How complaints are going and how their resolutions are found." })
class ComplaintDashboard extends Figures {
  filter!: ComplaintFilter | undefined;
}

const withRate = <Row extends ComplaintFigures>(row: Row) => ({
  ...row,
  meanScore: row.meanScore === null ? null : Number(row.meanScore),
  dissatisfactionRate: dissatisfactionRate(row.answered, row.dissatisfied),
});

const conditionOf = (context: RequestContext, filter: ComplaintFilter | undefined) =>
  complaintCondition(filter, { now: context.kernel.clock(), userId: context.viewer?.userId ?? null });

@Resolver(() => ComplaintDashboard)
export class ComplaintDashboardResolver {
  @Allow("complaint.read")
  @Query(() => ComplaintDashboard, {
    description: "Figures of the complaints that the caller may see and the filter lets through.",
  })
  async complaintDashboard(
    @Ctx() context: RequestContext,
    @Arg("filter", () => ComplaintFilter, { nullable: true }) filter?: ComplaintFilter,
  ) {
    const row = await complaintFigures(context.reader("complaint.read"), conditionOf(context, filter));
    return { ...withRate(row), filter };
  }

  @FieldResolver(() => [ComplaintGroup], {
    description: "The same by groups, the largest first, at most fifty; a category includes those below it.",
  })
  async groups(
    @Ctx() context: RequestContext,
    @Root() { filter }: ComplaintDashboard,
    @Arg("by", () => ComplaintGroupBy, { description: "By what." }) by: ComplaintGroupBy,
  ) {
    const em = context.reader("complaint.read");
    const where = conditionOf(context, filter);
    const rows: Group[] =
      by === ComplaintGroupBy.CATEGORY
        ? await complaintCategories(em, where, await categoriesOf(context, "all"), filter?.categoryId)
        : await complaintGroups(em, where, by as ComplaintDimension);
    return rows.map((row) => ({ ...withRate(row), by }));
  }

  @FieldResolver(() => SlaOnTime, {
    description: "How many of them were settled in time (SLA-21). A filter by outcome is left out of account.",
  })
  onTime(@Ctx() context: RequestContext, @Root() { filter }: ComplaintDashboard) {
    const em = context.reader("complaint.read");
    return onTimeFigures((outcome) => em.count(Complaint, conditionOf(context, { ...filter, slaOutcome: [outcome] })));
  }

  @FieldResolver(() => [ComplaintMonth], {
    description: "The same by month, oldest first, the last three years at most.",
  })
  async months(
    @Ctx() context: RequestContext,
    @Root() { filter }: ComplaintDashboard,
    @Arg("timeZone", () => String, { defaultValue: "Asia/Riyadh", description: "IANA zone in which months begin." })
    timeZone: string,
  ) {
    const rows: Month[] = await complaintMonths(
      context.reader("complaint.read"),
      conditionOf(context, filter),
      zoneOr(timeZone),
    );
    return rows.map(withRate);
  }
}

/** A zone that does not exist counts as the hospitals' usual one. */
function zoneOr(timeZone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "Asia/Riyadh";
  }
}

const isOf = (group: ComplaintGroup, by: ComplaintGroupBy) => (group.by === by ? group.key : null);

/** What stands behind the key of a group. */
@Resolver(() => ComplaintGroup)
export class ComplaintGroupResolver {
  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital, when grouped by it." })
  hospital(@Ctx() context: RequestContext, @Root() group: ComplaintGroup) {
    const id = isOf(group, ComplaintGroupBy.HOSPITAL);
    return id ? hospitalOf(context, id) : null;
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department, when grouped by it." })
  department(@Ctx() context: RequestContext, @Root() group: ComplaintGroup) {
    const id = isOf(group, ComplaintGroupBy.DEPARTMENT);
    return id ? departmentOf(context, id) : null;
  }

  @FieldResolver(() => Physician, { nullable: true, description: "The physician, when grouped by it." })
  physician(@Ctx() context: RequestContext, @Root() group: ComplaintGroup) {
    const id = isOf(group, ComplaintGroupBy.PHYSICIAN);
    return id ? physicianOf(context, id) : null;
  }

  @FieldResolver(() => ComplaintCategory, { nullable: true, description: "The category, when grouped by it." })
  async category(@Ctx() context: RequestContext, @Root() group: ComplaintGroup) {
    const id = isOf(group, ComplaintGroupBy.CATEGORY);
    return id ? ((await categoriesOf(context, "all")).find((row) => row.id === id) ?? null) : null;
  }
}
