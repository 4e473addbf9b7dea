import { GraphQLJSON } from "graphql-scalars";
import type { GraphQLResolveInfo } from "graphql";
import { ArrayMaxSize, MaxLength } from "class-validator";
import { Arg, Ctx, Field, Info, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { forbidden } from "../errors/failure.ts";
import { mutateUnscoped, Payload } from "../graphql/payload.ts";
import { Allow } from "../policy/allow.ts";
import { inLanguage, Language } from "../text/bilingual.ts";
import { ExportFormat } from "./export-link.entity.ts";
import { createExportLink } from "./export.service.ts";
import { columnsFor, mayExport } from "./list-definition.ts";

@InputType({ description: "Which list to take along, and how." })
class CreateExportInput {
  @Field(() => String, { description: "Name of the list, e.g. actions." })
  @MaxLength(60)
  list!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "The filter of the list's query, as its input type says." })
  filter?: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "The order of the list's query: [{field, direction}]." })
  orderBy?: unknown;

  @Field(() => [String], { nullable: true, description: "Keys of the columns, in order; all when left out." })
  @ArrayMaxSize(100)
  columns?: string[] | null;

  @Field(() => ExportFormat, { description: "Kind of file." })
  format!: ExportFormat;

  @Field(() => Language, { nullable: true, description: "Language of headers and words; the caller's when left out." })
  language?: Language | null;
}

@ObjectType({ description: "The link to the file." })
class CreateExportPayload extends Payload {
  @Field(() => String, { nullable: true, description: "Path on this server; good for one download." })
  path?: string;

  @Field(() => Date, { nullable: true, description: "End of the link, UTC." })
  expiresAt?: Date;
}

@ObjectType({ description: "A column that an export can have." })
class ExportColumn {
  @Field(() => String, { description: "For columns of createExport." })
  key!: string;

  @Field(() => String, { description: "Its head, in the caller's language." })
  header!: string;
}

@Resolver()
export class ExportResolver {
  @Allow("SIGNED_IN")
  @Query(() => [ExportColumn], { description: "Columns that the caller can export of a list; none of an unknown one." })
  exportColumns(
    @Ctx() context: RequestContext,
    @Arg("list", () => String, { description: "Name of the list." }) list: string,
  ): ExportColumn[] {
    const definition = context.kernel.lists.find((one) => one.name === list);
    if (!definition) return [];
    if (!mayExport(definition, context)) throw forbidden();
    return columnsFor(definition, context).map(({ key, header }) => ({
      key,
      header: inLanguage(header, context.language),
    }));
  }

  @Allow("SIGNED_IN")
  @Mutation(() => CreateExportPayload, {
    description:
      "Makes a link to the list as a file: what the caller may see of it, by the same filter. Asks for the list's own right.",
  })
  createExport(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateExportInput) input: CreateExportInput,
    @Info() info: GraphQLResolveInfo,
  ) {
    return mutateUnscoped(context, (tx) =>
      createExportLink(context, tx, info.schema, { ...input, language: input.language ?? context.language }),
    );
  }
}
