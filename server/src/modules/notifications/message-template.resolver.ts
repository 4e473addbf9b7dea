import { Arg, Args, Ctx, Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Allow, findPage, mutate, PageArgs, type RequestContext } from "../core/index.ts";
import { Hospital } from "../organizations/index.ts";
import { ChannelSetting } from "./channel-setting.entity.ts";
import { saveChannelSetting } from "./channel-setting.service.ts";
import { MessageTemplate } from "./message-template.entity.ts";
import { updateMessageTemplate } from "./message-template.service.ts";
import { placeholdersOf } from "./message.rules.ts";
import {
  ChannelSettingPayload,
  MessageTemplateConnection,
  MessageTemplatePayload,
  SaveChannelSettingInput,
  UpdateMessageTemplateInput,
} from "./notification.inputs.ts";

@ObjectType({ description: "What the viewer may do with a message's texts." })
class MessageTemplateAbilities {
  @Field(() => Boolean, { description: "Change them." })
  canUpdate!: boolean;
}

@Resolver(() => MessageTemplate)
export class MessageTemplateResolver {
  @Allow("notification.read")
  @Query(() => MessageTemplateConnection, { description: "Texts of messages." })
  messageTemplates(@Ctx() context: RequestContext, @Args(() => PageArgs) page: PageArgs) {
    const order = [
      { field: "purpose", direction: "ASC" },
      { field: "channel", direction: "ASC" },
    ] as const;
    return findPage(context.reader("notification.read"), MessageTemplate, {}, order, page);
  }

  @FieldResolver(() => Hospital, {
    nullable: true,
    description: "The hospital whose own texts these are; empty: of the group.",
  })
  hospital(@Root() template: MessageTemplate) {
    return template.hospital?.load() ?? null;
  }

  @FieldResolver(() => [String], { description: "Placeholders that the texts may use." })
  placeholders(@Root() template: MessageTemplate) {
    return placeholdersOf(template.purpose);
  }

  @FieldResolver(() => MessageTemplateAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext): MessageTemplateAbilities {
    return { canUpdate: context.may("messageTemplate.manage") };
  }

  @Allow("messageTemplate.manage")
  @Mutation(() => MessageTemplatePayload, {
    description: "Changes the texts of a message, or gives a hospital its own.",
  })
  updateMessageTemplate(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateMessageTemplateInput) { id, version, hospitalId, ...changes }: UpdateMessageTemplateInput,
  ) {
    return mutate(context, "messageTemplate.manage", async (tx) => ({
      messageTemplate: await updateMessageTemplate(tx, id, version, hospitalId, changes),
    }));
  }
}

@Resolver(() => ChannelSetting)
export class ChannelSettingResolver {
  @Allow("messageTemplate.manage")
  @Query(() => [ChannelSetting], {
    description: "What carries the messages: at most three per hospital and three of the group.",
  })
  channelSettings(@Ctx() context: RequestContext) {
    return context
      .reader("messageTemplate.manage")
      .find(ChannelSetting, {}, { orderBy: { channel: "asc", id: "asc" } });
  }

  @FieldResolver(() => Hospital, {
    nullable: true,
    description: "The hospital whose own setting this is; empty: of the group.",
  })
  hospital(@Root() setting: ChannelSetting) {
    return setting.hospital?.load() ?? null;
  }

  @FieldResolver(() => Boolean, { description: "A token or password is stored." })
  hasSecret(@Root() setting: ChannelSetting) {
    return setting.secretSealed != null;
  }

  @Allow("messageTemplate.manage")
  @Mutation(() => ChannelSettingPayload, { description: "Switches a channel to a gateway or back to the console." })
  saveChannelSetting(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveChannelSettingInput) { channel, hospitalId, version, ...changes }: SaveChannelSettingInput,
  ) {
    return mutate(context, "messageTemplate.manage", async (tx) => ({
      channelSetting: await saveChannelSetting(tx, channel, hospitalId, version, changes),
    }));
  }
}
