import { MaxLength } from "class-validator";
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Allow, mutate, Payload, type RequestContext } from "../core/index.ts";
import { ComplaintCategory } from "./complaint-category.entity.ts";
import { ComplaintSeverity } from "./complaint.enums.ts";
import { categoriesOf } from "./complaint.loaders.ts";
import { createCategory, deleteCategory, updateCategory } from "./category.service.ts";

@InputType({ description: "Where a category hangs and what it proposes." })
abstract class CategoryPlaceInput {
  @Field(() => ID, { nullable: true, description: "The category above it; empty for the top." })
  parentId?: string | null;

  @Field(() => Int, { nullable: true, description: "Place among its siblings." })
  position?: number;

  @Field(() => ComplaintSeverity, { nullable: true, description: "Proposed for new complaints of it." })
  defaultSeverity?: ComplaintSeverity | null;
}

@InputType({ description: "A new category." })
class CreateComplaintCategoryInput extends CategoryPlaceInput {
  @Field(() => String, { description: "Short, stable, unique." })
  @MaxLength(50)
  code!: string;

  @Field(() => String, { description: "Name in Arabic." })
  @MaxLength(200)
  nameAr!: string;

  @Field(() => String, { description: "Name in English." })
  @MaxLength(200)
  nameEn!: string;
}

@InputType({ description: "Changes of a category; what is left out stays." })
class UpdateComplaintCategoryInput extends CategoryPlaceInput {
  @Field(() => ID, { description: "The category." })
  id!: string;

  @Field(() => Int, { description: "The version that was seen." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Short, stable, unique." })
  @MaxLength(50)
  code?: string;

  @Field(() => String, { nullable: true, description: "Name in Arabic." })
  @MaxLength(200)
  nameAr?: string;

  @Field(() => String, { nullable: true, description: "Name in English." })
  @MaxLength(200)
  nameEn?: string;

  @Field(() => Boolean, { nullable: true, description: "May be chosen for new complaints." })
  isActive?: boolean;
}

@InputType({ description: "The category to remove." })
class DeleteComplaintCategoryInput {
  @Field(() => ID, { description: "The category." })
  id!: string;
}

@ObjectType({ description: "The category after the change." })
class ComplaintCategoryPayload extends Payload {
  @Field(() => ComplaintCategory, { nullable: true, description: "The category." })
  complaintCategory?: ComplaintCategory;
}

@ObjectType({ description: "What was removed." })
class DeleteComplaintCategoryPayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The category that is gone." })
  deletedId?: string;
}

@Resolver(() => ComplaintCategory)
export class ComplaintCategoryResolver {
  @Allow("complaint.read")
  @Query(() => [ComplaintCategory], {
    description: "The tree of categories, the upper levels first. At most a few hundred; people edit it by hand.",
  })
  complaintCategories(@Ctx() context: RequestContext) {
    return categoriesOf(context, "all");
  }

  @Allow("complaintCategory.manage")
  @Mutation(() => ComplaintCategoryPayload, { description: "Adds a category." })
  createComplaintCategory(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateComplaintCategoryInput) input: CreateComplaintCategoryInput,
  ) {
    return mutate(context, "complaintCategory.manage", async (tx) => ({
      complaintCategory: await createCategory(tx, input),
    }));
  }

  @Allow("complaintCategory.manage")
  @Mutation(() => ComplaintCategoryPayload, { description: "Changes or moves a category." })
  updateComplaintCategory(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateComplaintCategoryInput) { id, version, ...fields }: UpdateComplaintCategoryInput,
  ) {
    return mutate(context, "complaintCategory.manage", async (tx) => ({
      complaintCategory: await updateCategory(tx, id, version, fields),
    }));
  }

  @Allow("complaintCategory.manage")
  @Mutation(() => DeleteComplaintCategoryPayload, { description: "Removes a category on which nothing hangs." })
  deleteComplaintCategory(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteComplaintCategoryInput) { id }: DeleteComplaintCategoryInput,
  ) {
    return mutate(context, "complaintCategory.manage", async (tx) => ({ deletedId: await deleteCategory(tx, id) }));
  }
}
