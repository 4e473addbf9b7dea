import { raw } from "@mikro-orm/core";
import type { RequestContext } from "../context/request-context.ts";
import { containing } from "../graphql/filters.ts";
import { foldText, wordsOf } from "./fold-text.ts";
import type { Permission } from "../policy/permissions.ts";
import type { Bilingual } from "../text/bilingual.ts";

export interface SearchText {
  /** As typed, trimmed. */
  readonly typed: string;
  /** By `foldText`. */
  readonly folded: string;
  readonly words: readonly string[];
}

export interface SearchHitFound {
  readonly id: string;
  readonly title: string | Bilingual;
  readonly subtitle?: string | Bilingual | null;
}

/** One kind of thing that the search over everything finds. */
export interface SearchProvider {
  /** Names the type; the console knows the page of each. */
  readonly kind: string;
  /** Without it the provider is not asked. */
  readonly permission: Permission;
  /** Within the caller's scope, at most `limit` hits, the best first. */
  run(context: RequestContext, text: SearchText, limit: number): Promise<readonly SearchHitFound[]>;
}

/** Each word stands somewhere in the folded expression; served by a trigram index over the same expression. */
export function everyWord(columns: readonly string[], words: readonly string[]): object {
  const expression = (alias: string) =>
    `fold_text(${columns.map((column) => `${alias}.${column}`).join(" || ' ' || ")})`;
  return { $and: words.map((word) => ({ [raw((alias) => expression(alias)) as never]: { $like: containing(word) } })) };
}

/** CO-52: what the search field of a list finds: each word that was typed, in any spelling. Null when nothing was typed. */
export function searchCondition(columns: readonly string[], typed: string | null | undefined): object | null {
  const words = wordsOf(foldText(typed ?? ""));
  return words.length > 0 ? everyWord(columns, words) : null;
}
