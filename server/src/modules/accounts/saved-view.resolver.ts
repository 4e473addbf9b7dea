import { GraphQLJSON } from "graphql-scalars";
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Allow, mutateUnscoped, unauthenticated, type RequestContext, type Viewer } from "../core/index.ts";
import { ListPreference } from "./list-preference.entity.ts";
import { SavedView } from "./saved-view.entity.ts";
import {
  DeleteSavedViewInput,
  DeleteSavedViewPayload,
  ListPreferencePayload,
  ListSetupType,
  SavedViewPayload,
  SaveListPreferenceInput,
  SaveViewInput,
  SetDefaultViewInput,
  ShareSavedViewInput,
} from "./saved-view.inputs.ts";
import {
  deleteView,
  listSetup,
  saveListPreference,
  saveView,
  setDefaultView,
  shareView,
  type ListSetup,
} from "./saved-view.service.ts";

function self(context: RequestContext): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}

@Resolver(() => SavedView)
export class SavedViewResolver {
  @Allow("SIGNED_IN")
  @Query(() => ListSetupType, { description: "Views and look of one list, for the caller." })
  myListSetup(
    @Ctx() context: RequestContext,
    @Arg("list", () => String, { description: "Key of the list." }) list: string,
  ): Promise<ListSetup> {
    return context.runUnscoped((tx) => listSetup(tx.em, self(context), list));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => SavedViewPayload, { description: "Keeps a view of a list, or changes one of the caller's." })
  saveView(@Ctx() context: RequestContext, @Arg("input", () => SaveViewInput) input: SaveViewInput) {
    const { userId } = self(context);
    return mutateUnscoped(context, async (tx) => ({ view: await saveView(tx, userId, input) }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => DeleteSavedViewPayload, { description: "Deletes one of the caller's views, for all who saw it." })
  deleteSavedView(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteSavedViewInput) { id }: DeleteSavedViewInput,
  ) {
    const { userId } = self(context);
    return mutateUnscoped(context, async (tx) => {
      await deleteView(tx, userId, id);
      return { deletedId: id };
    });
  }

  @Allow("savedView.share")
  @Mutation(() => SavedViewPayload, { description: "Shares one of the caller's views with a role, or ends it." })
  shareSavedView(@Ctx() context: RequestContext, @Arg("input", () => ShareSavedViewInput) input: ShareSavedViewInput) {
    const { userId } = self(context);
    const scope = context.scope("savedView.share");
    return mutateUnscoped(context, async (tx) => ({ view: await shareView(tx, userId, scope, input) }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => ListPreferencePayload, { description: "Sets the view in which a list opens for the caller." })
  setDefaultView(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetDefaultViewInput) { list, viewId }: SetDefaultViewInput,
  ) {
    const viewer = self(context);
    return mutateUnscoped(context, async (tx) => ({
      preference: await setDefaultView(tx, viewer, list, viewId ?? null),
    }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => ListPreferencePayload, { description: "Sets how a list looks for the caller." })
  saveListPreference(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveListPreferenceInput) input: SaveListPreferenceInput,
  ) {
    const { userId } = self(context);
    return mutateUnscoped(context, async (tx) => ({ preference: await saveListPreference(tx, userId, input) }));
  }

  @FieldResolver(() => GraphQLJSON, { description: "The query of the list's address." })
  state(@Root() view: SavedView) {
    return view.state;
  }

  @FieldResolver(() => Boolean, { description: "The caller made it and may change it." })
  isMine(@Ctx() context: RequestContext, @Root() view: SavedView): boolean {
    return view.user.id === context.viewer?.userId;
  }
}

@Resolver(() => ListPreference)
export class ListPreferenceResolver {
  @FieldResolver(() => ID, { nullable: true, description: "The view in which the list opens." })
  defaultViewId(@Root() preference: ListPreference): string | null {
    return preference.defaultView?.id ?? null;
  }
}
