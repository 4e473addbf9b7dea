import { ArrayMaxSize, Matches, MaxLength } from "class-validator";
import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Payload } from "../core/index.ts";
import { ListDensity, ListPreference } from "./list-preference.entity.ts";
import { Role } from "./role-matrix.ts";
import { SavedView } from "./saved-view.entity.ts";

@InputType({ description: "A view to keep." })
export class SaveViewInput {
  @Field(() => ID, { nullable: true, description: "Set to change one of the caller's views." })
  id?: string;

  @Field(() => String, { description: "Key of the list." })
  list!: string;

  @Field(() => String, { description: "Its name." })
  @MaxLength(80)
  name!: string;

  @Field(() => GraphQLJSON, {
    description: "The query of the list's address. The page, searched text and what names a patient are left out.",
  })
  state!: unknown;
}

@InputType({ description: "A view to delete." })
export class DeleteSavedViewInput {
  @Field(() => ID, { description: "The caller's view." })
  id!: string;
}

@InputType({ description: "With whom a view is shared." })
export class ShareSavedViewInput {
  @Field(() => ID, { description: "The caller's view." })
  id!: string;

  @Field(() => Role, { nullable: true, description: "The role; null ends the sharing." })
  role?: Role | null;
}

@InputType({ description: "The view in which a list opens." })
export class SetDefaultViewInput {
  @Field(() => String, { description: "Key of the list." })
  list!: string;

  @Field(() => ID, { nullable: true, description: "The view; null: as the console opens it." })
  viewId?: string | null;
}

@InputType({ description: "How a list is to look; what is left out stays." })
export class SaveListPreferenceInput {
  @Field(() => String, { description: "Key of the list." })
  list!: string;

  @Field(() => [String], { nullable: true, description: "Keys of the columns to show; null: the usual ones." })
  @ArrayMaxSize(60)
  @Matches(/^[\w.-]{1,64}$/, { each: true })
  columns?: string[] | null;

  @Field(() => ListDensity, { nullable: true, description: "Null: as in the rest of the console." })
  density?: ListDensity | null;
}

@ObjectType("ListSetup", { description: "How the caller has set up a list." })
export class ListSetupType {
  @Field(() => String, { description: "Key of the list." })
  list!: string;

  @Field(() => [SavedView], { description: "The caller's views and those shared with their roles, at most 50 each." })
  views!: SavedView[];

  @Field(() => ListPreference, { nullable: true, description: "Null: nothing was chosen yet." })
  preference?: ListPreference | null;
}

@ObjectType({ description: "After keeping or sharing a view." })
export class SavedViewPayload extends Payload {
  @Field(() => SavedView, { nullable: true, description: "The view." })
  view?: SavedView;
}

@ObjectType({ description: "After deleting a view." })
export class DeleteSavedViewPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The view that is gone." })
  deletedId?: string;
}

@ObjectType({ description: "After choosing how a list looks." })
export class ListPreferencePayload extends Payload {
  @Field(() => ListPreference, { nullable: true, description: "What stands now." })
  preference?: ListPreference;
}
