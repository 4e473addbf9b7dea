import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Allow, mutate, type RequestContext } from "../core/index.ts";
import { pause, resume, take } from "./own-work.service.ts";
import { PausePxActionInput, PxActionPayload, ResumePxActionInput, TakePxActionInput } from "./px-action.inputs.ts";

@Resolver()
export class OwnWorkResolver {
  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Takes an action that nobody owns." })
  takePxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => TakePxActionInput) { id, version }: TakePxActionInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await take(tx, id, version) }));
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Stops the clock while others have to act, with a reason." })
  pausePxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => PausePxActionInput) { id, reason, version }: PausePxActionInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await pause(tx, id, reason, version) }));
  }

  @Allow("action.work")
  @Mutation(() => PxActionPayload, { description: "Lets the clock go on; the deadline moves by the pause." })
  resumePxAction(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResumePxActionInput) { id, version }: ResumePxActionInput,
  ) {
    return mutate(context, "action.work", async (tx) => ({ pxAction: await resume(tx, id, version) }));
  }
}
