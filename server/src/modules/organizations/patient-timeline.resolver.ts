import { Max, Min } from "class-validator";
import { Args, ArgsType, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, findVisible, type Bilingual, type RequestContext } from "../core/index.ts";
import { maxTimelinePage, patientTimeline } from "./patient-timeline.ts";
import { Patient } from "./patient.entity.ts";

@ArgsType()
class TimelineArgs {
  @Field(() => ID, { description: "The patient." })
  patientId!: string;

  @Field(() => [String], { nullable: true, description: "Only these kinds of things." })
  kinds?: string[];

  @Field(() => Int, { nullable: true, description: `Entries of the page, at most ${maxTimelinePage}.` })
  @Min(1)
  @Max(maxTimelinePage)
  first?: number;

  @Field(() => String, { nullable: true, description: "Entries past this cursor." })
  after?: string;
}

@ObjectType({ description: "Something that happened with a patient." })
class PatientTimelineEntry {
  @Field(() => ID, { description: "The thing itself, e.g. the journey." })
  id!: string;

  @Field(() => String, { description: "What kind of thing: JOURNEY, SURVEY, ACTION …" })
  kind!: string;

  @Field(() => Date, { description: "When it happened, UTC." })
  at!: Date;

  @Field(() => String, { description: "What it is, in Arabic." })
  titleAr!: string;

  @Field(() => String, { description: "What it is, in English." })
  titleEn!: string;

  @Field(() => String, { description: "Where it stands: a value of the thing's own status." })
  status!: string;

  @Field(() => String, { nullable: true, description: "A number that people name it by." })
  reference?: string | null;

  @Field(() => Float, { nullable: true, description: "Its score, for surveys." })
  score?: number | null;

  @Field(() => Boolean, { description: "The patient was not content." })
  isNegative!: boolean;
}

@ObjectType({ description: "A page of a patient's timeline, newest first." })
class PatientTimeline {
  @Field(() => [PatientTimelineEntry], { description: "The entries." })
  nodes!: PatientTimelineEntry[];

  @Field(() => String, { nullable: true, description: "Cursor of the last entry." })
  endCursor!: string | null;

  @Field(() => Boolean, { description: "Older entries follow." })
  hasNextPage!: boolean;
}

@Resolver()
export class PatientTimelineResolver {
  @Allow("patient.read")
  @Query(() => PatientTimeline, {
    description: "Journeys, surveys, actions and whatever else the caller may see of a patient, newest first.",
  })
  async patientTimeline(
    @Ctx() context: RequestContext,
    @Args(() => TimelineArgs) { patientId, ...args }: TimelineArgs,
  ): Promise<PatientTimeline> {
    await findVisible(context.reader("patient.read"), Patient, patientId);
    const { nodes, ...page } = await patientTimeline(context, patientId, args);
    return { ...page, nodes: nodes.map(({ title, ...entry }) => ({ isNegative: false, ...entry, ...named(title) })) };
  }
}

const named = (title: Bilingual) => ({ titleAr: title.ar, titleEn: title.en });
