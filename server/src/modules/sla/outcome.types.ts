import { Field, Float, Int, ObjectType } from "type-graphql";
import type { OnTimeFigures } from "./outcome.sql.ts";

@ObjectType({
  description: "How many deadlines for settling were kept; the list by `slaOutcome` shows which (SLA-21).",
})
export class SlaOnTime implements OnTimeFigures {
  @Field(() => Int, { description: "Cases whose outcome is decided: settled in time or missed." })
  due!: number;

  @Field(() => Int, { description: "Settled in time." })
  onTime!: number;

  @Field(() => Int, { description: "Settled late, called off late, or open and overdue." })
  missed!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Percent of the due that were settled in time; empty when none was due.",
  })
  rate!: number | null;
}
