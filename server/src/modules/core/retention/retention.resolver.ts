import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { unscoped } from "../graphql/loader.ts";
import { mutate, Payload } from "../graphql/payload.ts";
import { Allow } from "../policy/allow.ts";
import { readRetention, saveRetention, type Retention } from "./retention.service.ts";

@ObjectType({ description: "How long records of one kind are kept." })
export class RetentionSetting {
  @Field(() => ID, { description: "Kind of the records, e.g. AUDIT_EVENT." })
  kind!: string;

  @Field(() => String, { description: "Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "Name in Arabic." })
  nameAr!: string;

  @Field(() => Int, { nullable: true, description: "Months; none: for ever." })
  keepMonths!: number | null;

  @Field(() => Int, { description: "They can't be kept for less." })
  minMonths!: number;

  @Field(() => Int, { description: "Send it back with a change; 0 before the first." })
  version!: number;
}

@InputType({ description: "How long records of one kind shall be kept." })
class SaveRetentionSettingInput {
  @Field(() => ID, { description: "Kind of the records." })
  kind!: string;

  @Field(() => Int, { nullable: true, description: "Months; none: for ever." })
  keepMonths?: number | null;

  @Field(() => Int, { description: "The version that was seen." })
  version!: number;
}

@ObjectType({ description: "The setting after the change." })
class RetentionSettingPayload extends Payload {
  @Field(() => RetentionSetting, { nullable: true, description: "The setting." })
  retentionSetting?: RetentionSetting;
}

const shown = ({ kind, keepMonths, version }: Retention): RetentionSetting => ({
  kind: kind.name,
  nameEn: kind.title.en,
  nameAr: kind.title.ar,
  keepMonths,
  minMonths: kind.minMonths,
  version,
});

@Resolver()
export class RetentionResolver {
  @Allow("retention.manage")
  @Query(() => [RetentionSetting], { description: "What is dropped when it is old enough, and when." })
  async retentionSettings(@Ctx() context: RequestContext): Promise<RetentionSetting[]> {
    return (await readRetention(unscoped(context), context.kernel.retention)).map(shown);
  }

  @Allow("retention.manage")
  @Mutation(() => RetentionSettingPayload, {
    description: "Changes how long records are kept; what is older is dropped by whole months.",
  })
  saveRetentionSetting(@Ctx() context: RequestContext, @Arg("input") input: SaveRetentionSettingInput) {
    return mutate(context, "retention.manage", async (tx) => ({
      retentionSetting: shown(await saveRetention(tx, input)),
    }));
  }
}
