import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Allow, type RequestContext } from "../core/index.ts";
import { explainClock } from "./explain.service.ts";
import { DryRunStep, SlaExplanation, SlaPreview } from "./explanation.types.ts";
import { dryRun, previewDeadlines } from "./preview.service.ts";
import { EscalationDryRunInput, SlaPreviewInput } from "./explanation.inputs.ts";

@Resolver()
export class SlaExplanationResolver {
  @Allow("sla.read")
  @Query(() => SlaPreview, { description: "When a case with these facts would be due, and by which policy." })
  slaPreview(@Ctx() context: RequestContext, @Arg("input", () => SlaPreviewInput) input: SlaPreviewInput) {
    return previewDeadlines(context, input);
  }

  @Allow("sla.read")
  @Query(() => [DryRunStep], { description: "Who would be told of a late case, and when; nobody is told by asking." })
  escalationDryRun(
    @Ctx() context: RequestContext,
    @Arg("input", () => EscalationDryRunInput) input: EscalationDryRunInput,
  ) {
    return dryRun(context, input);
  }

  @Allow("sla.read")
  @Query(() => SlaExplanation, { description: "Why a due time is what it is, line by line." })
  slaExplanation(
    @Ctx() context: RequestContext,
    @Arg("clockId", () => ID, { description: "The clock." }) clockId: string,
  ) {
    return explainClock(context.reader("sla.read"), clockId, context.kernel.clock());
  }
}
