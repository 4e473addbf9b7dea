import { Arg, Ctx, FieldResolver, Resolver, Root, type ClassType } from "type-graphql";
import { mentionablePeople, mentionedIds, personBehind, personOf, User } from "../accounts/index.ts";
import { contextOf, openText, reaches, type Permission, type Place, type RequestContext } from "../core/index.ts";
import {
  Department,
  departmentOf,
  Hospital,
  hospitalOf,
  Patient,
  patientOf,
  Physician,
  physicianOf,
} from "../organizations/index.ts";
import type { CaseEntry } from "./case-entry.entity.ts";
import { isOverdue } from "./case.rules.ts";

interface Reference {
  readonly id: string;
}
/** What a case points to. */
interface PlacedCase {
  readonly hospital: Reference;
  readonly department?: Reference | null;
  readonly physician?: Reference | null;
  readonly patient?: Reference | null;
  readonly assignee?: Reference | null;
  readonly registeredBy?: Reference | null;
  readonly dueAt?: Date | null;
  readonly closedAt?: Date | null;
}

/** What every case shows of its place and its people. The case has been read within the caller's scope by `read`. */
export function caseFields<Case extends PlacedCase>(type: () => ClassType<Case>, read: Permission) {
  @Resolver(type)
  class CaseFieldsResolver {
    @FieldResolver(() => Hospital, { description: "The hospital it belongs to." })
    hospital(@Ctx() context: RequestContext, @Root() one: Case) {
      return hospitalOf(contextOf(context, one), one.hospital.id);
    }

    @FieldResolver(() => Department, { nullable: true, description: "The department it is about." })
    department(@Ctx() context: RequestContext, @Root() one: Case) {
      return one.department ? departmentOf(contextOf(context, one), one.department.id) : null;
    }

    @FieldResolver(() => Physician, { nullable: true, description: "The physician it is about." })
    physician(@Ctx() context: RequestContext, @Root() one: Case) {
      return one.physician ? physicianOf(contextOf(context, one), one.physician.id) : null;
    }

    @FieldResolver(() => Patient, { nullable: true, description: "The patient, if the caller may see patients." })
    patient(@Ctx() context: RequestContext, @Root() one: Case) {
      return one.patient ? patientOf(contextOf(context, one), one.patient.id) : null;
    }

    @FieldResolver(() => User, { nullable: true, description: "Its owner." })
    assignee(@Ctx() context: RequestContext, @Root() one: Case) {
      return personBehind(contextOf(context, one), one.assignee);
    }

    @FieldResolver(() => User, { nullable: true, description: "Who wrote it down; empty when a system did." })
    registeredBy(@Ctx() context: RequestContext, @Root() one: Case) {
      return personBehind(contextOf(context, one), one.registeredBy);
    }

    @FieldResolver(() => Boolean, { description: "Open and past its deadline, by the clock." })
    isOverdue(@Ctx() context: RequestContext, @Root() one: Case): boolean {
      return isOverdue(one, context.kernel.clock());
    }

    @FieldResolver(() => [User], { description: "Whom a note about it can name; eight at most." })
    mentionable(
      @Ctx() context: RequestContext,
      @Root() one: Case,
      @Arg("search", () => String, { nullable: true, description: "Part of the name." }) search?: string,
    ): Promise<User[]> {
      const place = { hospitalId: one.hospital.id, departmentId: one.department?.id ?? null };
      return mentionablePeople(contextOf(context, one), place, read, search);
    }
  }
  return CaseFieldsResolver;
}

/**
 * The people and the words of a timeline. Entries are reached through their case, whose scope has been asked for seeing it;
 * the words need `text` at the place of the case, which is another reach.
 */
export function entryFields<Entry extends CaseEntry>(
  type: () => ClassType<Entry>,
  text: Permission,
  placeOf: (context: RequestContext, entry: Entry) => Promise<Place>,
) {
  const wordsOf = async (context: RequestContext, entry: Entry) =>
    entry.textSealed && reaches(context, text, await placeOf(context, entry))
      ? openText(context, entry.textSealed)
      : null;

  @Resolver(type)
  class EntryFieldsResolver {
    @FieldResolver(() => User, { nullable: true, description: "Who did it; empty for the system and people outside." })
    actor(@Ctx() context: RequestContext, @Root() entry: Entry) {
      return personBehind(context, entry.actor);
    }

    @FieldResolver(() => User, { nullable: true, description: "Who was given it, or told." })
    assignee(@Ctx() context: RequestContext, @Root() entry: Entry) {
      return personBehind(context, entry.assignee);
    }

    @FieldResolver(() => String, {
      nullable: true,
      description: "Note, reason, message or answer; empty without the right to read it.",
    })
    text(@Ctx() context: RequestContext, @Root() entry: Entry): Promise<string | null> {
      return wordsOf(context, entry);
    }

    @FieldResolver(() => [User], { description: "Who is named in the note as `@[<user id>]`." })
    async mentioned(@Ctx() context: RequestContext, @Root() entry: Entry): Promise<User[]> {
      const ids = mentionedIds(await wordsOf(context, entry));
      const people = await Promise.all(ids.map((id) => personOf(context, id)));
      return people.filter((person) => person !== null);
    }
  }
  return EntryFieldsResolver;
}
