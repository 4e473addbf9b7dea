import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../graphql/connection.ts";
import { Payload } from "../graphql/payload.ts";
import { BulkRow, BulkRun } from "./bulk-run.entity.ts";

@InputType({ description: "Which rows, and whether only to look. A mutation adds its filter and what it needs." })
export abstract class BulkInput {
  @Field(() => [ID], { nullable: true, description: "These; or give a filter." })
  @ArrayMaxSize(1_000)
  ids?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: "Only count what would happen; nothing is changed." })
  isPreview!: boolean;
}

@ObjectType({ description: "What a bulk mutation would do now." })
export class BulkPreviewType {
  @Field(() => Int, { description: "Rows that were meant." })
  total!: number;

  @Field(() => Int, { description: "Rows that would be changed." })
  willChange!: number;

  @Field(() => Int, { description: "Rows in whose present state it is not possible or would change nothing." })
  notApplicable!: number;

  @Field(() => Int, { description: "Rows that the caller may not change, or that do not exist." })
  notPermitted!: number;
}

@ObjectType({
  description: "A preview, or the run: finished when up to 100 rows were meant, else followed by bulkRunChanged.",
})
export class BulkPayload extends Payload {
  @Field(() => BulkPreviewType, { nullable: true, description: "When only a look was asked for." })
  preview?: BulkPreviewType;

  @Field(() => BulkRun, { nullable: true, description: "When it was to be done." })
  run?: BulkRun;
}

@InputType({ description: "Which failures." })
export class BulkFailureFilter {
  @Field(() => ID, { description: "Of this run; it has to be the caller's own." })
  runId!: string;
}

export const BulkRowConnection = connectionOf("BulkRow", () => BulkRow);
