import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { fileLink, personBehind, User } from "../accounts/index.ts";
import { openText, reaches, safeFileName, type RequestContext } from "../core/index.ts";
import { SurveyInstance } from "../surveys/index.ts";
import { attachmentPath } from "./attachment.routes.ts";
import { ComplaintAttachment } from "./complaint-attachment.entity.ts";
import { Complaint } from "./complaint.entity.ts";
import { placeOfComplaint, relatedComplaint } from "./complaint.loaders.ts";

/** CM-12, CM-40: files are reached through their complaint; what they say needs the right to read its words. */
const mayReadFile = async (context: RequestContext, { complaint }: ComplaintAttachment): Promise<boolean> =>
  reaches(context, "complaint.text", await placeOfComplaint(context, complaint.id));

@Resolver(() => ComplaintAttachment)
export class ComplaintAttachmentResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who added it." })
  addedBy(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment) {
    return personBehind(context, attachment.addedBy);
  }

  @FieldResolver(() => String, {
    description: "Name of the file; without the right to read what is written in complaints its kind only.",
  })
  async fileName(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment): Promise<string> {
    const isNamed = await mayReadFile(context, attachment);
    return isNamed ? attachment.fileName : safeFileName(undefined, attachment.contentType);
  }

  @FieldResolver(() => String, { nullable: true, description: "What it shows." })
  async note(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment): Promise<string | null> {
    return (await mayReadFile(context, attachment)) ? openText(context, attachment.noteSealed) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Signed path of its content, good for five minutes and this log-in; empty without the right to read it.",
  })
  async url(@Ctx() context: RequestContext, @Root() attachment: ComplaintAttachment): Promise<string | null> {
    return (await mayReadFile(context, attachment)) ? fileLink(context, attachmentPath(attachment.id)) : null;
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
