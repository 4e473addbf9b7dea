import { MaxLength } from "class-validator";
import { Args, ArgsType, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context/request-context.ts";
import { Allow } from "../policy/allow.ts";
import { inLanguage, type Bilingual, type Language } from "../text/bilingual.ts";
import { foldText, wordsOf } from "./fold-text.ts";

const minLength = 2;
const maxWords = 8;
const hitsPerKind = 6;

@ArgsType()
class SearchArgs {
  @Field(() => String, { description: "What to look for; at least two characters." })
  @MaxLength(100)
  text!: string;

  @Field(() => [String], { nullable: true, description: "Only these kinds." })
  kinds?: string[];
}

@ObjectType({ description: "One thing that was found." })
export class SearchHit {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its name, in the caller's language." })
  title!: string;

  @Field(() => String, { nullable: true, description: "What tells it from others of the same name." })
  subtitle!: string | null;
}

@ObjectType({ description: "What was found of one kind." })
export class SearchGroup {
  @Field(() => String, { description: "Type of the things." })
  kind!: string;

  @Field(() => [SearchHit], { description: "The best ones." })
  hits!: SearchHit[];

  @Field(() => Int, { description: "How many at most are given of a kind." })
  limit!: number;
}

const said = (text: string | Bilingual, language: Language) =>
  typeof text === "string" ? text : inLanguage(text, language);

@Resolver()
export class SearchResolver {
  @Allow("SIGNED_IN")
  @Query(() => [SearchGroup], {
    description: "Searches everything within the caller's rights; kinds in which nothing was found are left out.",
  })
  async search(@Ctx() context: RequestContext, @Args(() => SearchArgs) args: SearchArgs): Promise<SearchGroup[]> {
    const typed = args.text.trim();
    const folded = foldText(typed);
    const words = wordsOf(folded).slice(0, maxWords);
    if (folded.length < minLength || words.length === 0) return [];
    const asked = context.kernel.search.filter(
      ({ kind, permission }) => context.may(permission) && (!args.kinds || args.kinds.includes(kind)),
    );
    const groups = await Promise.all(
      asked.map(async ({ kind, run }) => {
        const hits = await run(context, { typed, folded, words }, hitsPerKind);
        return {
          kind,
          limit: hitsPerKind,
          hits: hits.map(({ id, title, subtitle }) => ({
            id,
            title: said(title, context.language),
            subtitle: subtitle ? said(subtitle, context.language) : null,
          })),
        };
      }),
    );
    return groups.filter(({ hits }) => hits.length > 0);
  }
}
