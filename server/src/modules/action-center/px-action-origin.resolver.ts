import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { byId, loader, type RequestContext } from "../core/index.ts";
import { Complaint } from "../complaints/index.ts";
import { JourneyInstance } from "../journeys/index.ts";
import { Patient } from "../organizations/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { PxAction } from "./px-action.entity.ts";

const surveyOf = loader<SurveyInstance | null>(
  async (context, ids) => byId(await context.reader("survey.read").find(SurveyInstance, { id: { $in: [...ids] } })),
  null,
);
const journeyOf = loader<JourneyInstance | null>(
  async (context, ids) => byId(await context.reader("journey.read").find(JourneyInstance, { id: { $in: [...ids] } })),
  null,
);
const patientOf = loader<Patient | null>(
  async (context, ids) => byId(await context.reader("patient.read").find(Patient, { id: { $in: [...ids] } })),
  null,
);
/** The action of a survey, when the caller may see it. */
const actionOfSurvey = loader<PxAction | null>(async (context, ids) => {
  const actions = await context.reader("action.read").find(PxAction, { surveyInstanceId: { $in: [...ids] } });
  return new Map(actions.map((action) => [action.surveyInstanceId ?? "", action]));
}, null);

const complaintOf = loader<Complaint | null>(
  async (context, ids) => byId(await context.reader("complaint.read").find(Complaint, { id: { $in: [...ids] } })),
  null,
);
const actionsOfComplaint = loader<PxAction[]>(async (context, ids) => {
  const where = { complaintId: { $in: [...ids] } };
  const actions = await context.reader("action.read").find(PxAction, where, { orderBy: { createdAt: "asc" } });
  return Map.groupBy(actions, (action) => action.complaintId ?? "");
}, []);

/** What an action came from. Each thing is read with its own permission and scope: null when the caller may not. */
@Resolver(() => PxAction)
export class PxActionOriginResolver {
  @FieldResolver(() => SurveyInstance, { nullable: true, description: "The survey it came from." })
  survey(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return action.surveyInstanceId && context.may("survey.read") ? surveyOf(context, action.surveyInstanceId) : null;
  }

  @FieldResolver(() => JourneyInstance, { nullable: true, description: "The journey it came from." })
  journey(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return action.journeyId && context.may("journey.read") ? journeyOf(context, action.journeyId) : null;
  }

  @FieldResolver(() => Complaint, { nullable: true, description: "The complaint it came from or is about." })
  complaint(@Ctx() context: RequestContext, @Root() action: PxAction) {
    return action.complaintId && context.may("complaint.read") ? complaintOf(context, action.complaintId) : null;
  }

  @FieldResolver(() => Patient, {
    nullable: true,
    description: "The patient it is about; identity masked without the right to see it.",
  })
  async patient(@Ctx() context: RequestContext, @Root() action: PxAction) {
    if (!context.may("patient.read")) return null;
    // The survey knows its patient also after records were merged.
    const survey =
      action.surveyInstanceId && context.may("survey.read") ? await surveyOf(context, action.surveyInstanceId) : null;
    const id = survey?.patient.id ?? action.patient?.id;
    return id ? patientOf(context, id) : null;
  }
}

@Resolver(() => SurveyInstance)
export class SurveyActionResolver {
  @FieldResolver(() => PxAction, { nullable: true, description: "The PX action that it opened." })
  action(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return context.may("action.read") ? actionOfSurvey(context, survey.id) : null;
  }
}

@Resolver(() => Complaint)
export class ComplaintActionsResolver {
  @FieldResolver(() => [PxAction], { description: "The PX actions about it that the caller may see, oldest first." })
  actions(@Ctx() context: RequestContext, @Root() complaint: Complaint) {
    return context.may("action.read") ? actionsOfComplaint(context, complaint.id) : [];
  }
}
