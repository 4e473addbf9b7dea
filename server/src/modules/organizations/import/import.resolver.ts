import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from "type-graphql";
import { Allow, forbidden, inLanguage, mutate, Payload, Severity, type RequestContext } from "../../core/index.ts";
import { importTemplate, ImportKind } from "./import.columns.ts";
import { importRows, importSubjects, type ImportRequest } from "./import.service.ts";

registerEnumType(ImportKind, {
  name: "ImportKind",
  description: "What a CSV file holds.",
  valuesConfig: {
    DEPARTMENTS: { description: "Departments, known by their code." },
    PHYSICIANS: { description: "Physicians, known by their licence number." },
    EMPLOYEES: { description: "Employees, known by their personnel number." },
    PATIENTS: { description: "Patients, known by their MRN." },
  },
});

@InputType({ description: "A CSV file for one hospital: header and at most 1,000 rows." })
class ImportInput implements ImportRequest {
  @Field(() => ID, { description: "The hospital that the rows belong to." })
  hospitalId!: string;

  @Field(() => String, { description: "The text of the file." })
  csv!: string;

  @Field(() => Boolean, { description: "Only say what would happen." })
  isDryRun!: boolean;

  @Field(() => [String], { nullable: true, description: "Codes of warnings to override." })
  acceptWarnings?: string[];
}

@ObjectType({ description: "Something in a row that stands against the import." })
class ImportProblem {
  @Field(() => Int, { description: "Row as a spreadsheet shows it; the header is 1." })
  row!: number;

  @Field(() => String, { nullable: true, description: "Name of the column." })
  column!: string | null;

  @Field(() => String, { description: "Stable, for programs." })
  code!: string;

  @Field(() => String, { description: "What to do, in the caller's language. Never holds what stood in the cell." })
  message!: string;

  @Field(() => Severity, { description: "A warning may be accepted by its code." })
  severity!: Severity;
}

@ObjectType({ description: "What became of the rows, or would." })
class ImportPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: "All rows were saved; false: none was." })
  isSaved?: boolean;

  @Field(() => Int, { nullable: true, description: "Rows of the file." })
  rowCount?: number;

  @Field(() => Int, { nullable: true, description: "Rows that are new." })
  created?: number;

  @Field(() => Int, { nullable: true, description: "Rows that change what is there." })
  updated?: number;

  @Field(() => Int, { nullable: true, description: "Rows that say what is known already." })
  unchanged?: number;

  @Field(() => Int, { nullable: true, description: "How many problems there are." })
  problemCount?: number;

  @Field(() => [ImportProblem], { nullable: true, description: "The first 500 problems, by row." })
  problems?: ImportProblem[];
}

const maxProblems = 500;

@Resolver()
export class ImportResolver {
  @Allow("SIGNED_IN")
  @Query(() => String, { description: "A CSV file with the columns of an import and one example row." })
  importTemplate(
    @Ctx() context: RequestContext,
    @Arg("kind", () => ImportKind, { description: "What is to be imported." }) kind: ImportKind,
  ) {
    if (!context.may(importSubjects[kind].permission)) throw forbidden();
    return importTemplate(kind);
  }

  @Allow("department.manage")
  @Mutation(() => ImportPayload, { description: "Imports departments from CSV." })
  importDepartments(@Ctx() context: RequestContext, @Arg("input", () => ImportInput) input: ImportInput) {
    return settle(context, ImportKind.DEPARTMENTS, input);
  }

  @Allow("physician.manage")
  @Mutation(() => ImportPayload, { description: "Imports physicians from CSV." })
  importPhysicians(@Ctx() context: RequestContext, @Arg("input", () => ImportInput) input: ImportInput) {
    return settle(context, ImportKind.PHYSICIANS, input);
  }

  @Allow("employee.manage")
  @Mutation(() => ImportPayload, { description: "Imports employees from CSV." })
  importEmployees(@Ctx() context: RequestContext, @Arg("input", () => ImportInput) input: ImportInput) {
    return settle(context, ImportKind.EMPLOYEES, input);
  }

  @Allow("patient.manage")
  @Mutation(() => ImportPayload, { description: "Imports patients from CSV." })
  importPatients(@Ctx() context: RequestContext, @Arg("input", () => ImportInput) input: ImportInput) {
    return settle(context, ImportKind.PATIENTS, input);
  }
}

function settle(context: RequestContext, kind: ImportKind, input: ImportInput) {
  return mutate(context, importSubjects[kind].permission, async (tx) => {
    const { problems, ...outcome } = await importRows(tx, kind, input);
    return {
      ...outcome,
      problemCount: problems.length,
      problems: problems
        .slice(0, maxProblems)
        .map((problem) => ({ ...problem, message: inLanguage(problem.message, context.language) })),
    };
  });
}
