import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { fileLink, personBehind, User } from "../accounts/index.ts";
import { openText, type RequestContext } from "../core/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { attachmentPath } from "./attachment.routes.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { Complaint } from "./complaint.entity.ts";
import { relatedComplaint } from "./complaint.loaders.ts";

/** Files are reached through their complaint; its scope has been asked. */
const textOf = (context: RequestContext, sealed: Uint8Array | null | undefined) =>
  context.may("complaint.text") ? openText(context, sealed) : null;

@Resolver(() => ComplaintAttachment)
export class ComplaintAttachmentResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who added it." })
  addedBy(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment) {
    return personBehind(context, attachment.addedBy);
  }

  @FieldResolver(() => String, { nullable: true, description: "What it shows." })
  note(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment): string | null {
    return textOf(context, attachment.noteSealed);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Signed path of its content, good for five minutes and this log-in; empty without the right to read it.",
  })
  url(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment): string | null {
    return context.may("complaint.text") ? fileLink(context, attachmentPath(attachment.id)) : null;
  }
}

/** What the surveys module can't say itself. */
@Resolver(() => SurveyInstance)
export class SurveyComplaintResolver {
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The complaint whose resolution it asks about, if the caller may see it.",
  })
  complaint(@Ctx() context: RequestContext, @Root() survey: SurveyInstance) {
    return survey.complaintId && context.may("complaint.read") ? relatedComplaint(context, survey.complaintId) : null;
  }
}
