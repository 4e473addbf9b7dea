import type { EntityManager, EntityName, FilterQuery } from "@mikro-orm/postgresql";
import { Max, Min } from "class-validator";
import { ArgsType, Field, Int } from "type-graphql";
import { Refusal } from "../errors/failure.ts";

export const defaultPageSize = 25;
export const maxPageSize = 100;

/** Keyset paging (graphql.md): forward with first/after, backward with last/before. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `Rows of the page, at most ${maxPageSize}; ${defaultPageSize} when neither first nor last is given.`,
  })
  @Min(1)
  @Max(maxPageSize)
  first?: number;

  @Field(() => String, { nullable: true, description: "Rows after this cursor." })
  after?: string;

  @Field(() => Int, { nullable: true, description: "Rows of the page, counted from the end." })
  @Min(1)
  @Max(maxPageSize)
  last?: number;

  @Field(() => String, { nullable: true, description: "Rows before this cursor." })
  before?: string;
}

/** Nothing is read until it is asked for, and what is asked for together is read at the same time. */
export interface Page<Node extends object> {
  readonly nodes: Promise<Node[]>;
  readonly edges: Promise<{ cursor: string; node: Node }[]>;
  readonly pageInfo: Promise<{
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  }>;
  /** Only a client that asks for totalCount pays for it. */
  readonly totalCount: Promise<number>;
}

export interface Order {
  readonly field: string;
  readonly direction: "ASC" | "DESC";
}

/**
 * One page of an entity by keyset. `order` names properties (or dotted paths) of the entity; the id is added, so that the order is total.
 * The entity manager's scope filter applies to rows and count alike.
 */
export async function findPage<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<Entity>,
  order: readonly Order[],
  args: PageArgs,
): Promise<Page<Entity>> {
  if (args.first != null && args.last != null)
    throw badPage("Give first or last, not both.", "استخدم first أو last وليس كليهما.");
  const size = args.last != null ? { last: args.last } : { first: args.first ?? defaultPageSize };
  const orderBy = [...order, { field: "id", direction: order.at(-1)?.direction ?? "DESC" } as const].map(
    ({ field, direction }) => ({ [field]: direction.toLowerCase() }),
  );
  const read = () =>
    em
      .findByCursor(entity, {
        where,
        ...size,
        after: args.after,
        before: args.before,
        orderBy: orderBy as never,
        includeCount: false,
      } as never)
      .then((cursor) => cursor as unknown as Cursor<Entity>, refuseCursor);
  let reading: Promise<Cursor<Entity>> | undefined;
  const cursor = () => (reading ??= read());
  return {
    get nodes() {
      return cursor().then(({ items }) => items);
    },
    get edges() {
      return cursor().then((page) => page.items.map((node) => ({ node, cursor: page.from(node) })));
    },
    get pageInfo() {
      return cursor().then(({ hasNextPage, hasPrevPage, startCursor, endCursor }) => ({
        hasNextPage,
        hasPreviousPage: hasPrevPage,
        startCursor,
        endCursor,
      }));
    },
    get totalCount() {
      return em.count(entity, where);
    },
  };
}

/** For going through a list: the rows of a page, and after which cursor the next one begins; undefined when there is none. */
export async function rowsOf<Node extends object>(page: Page<Node>): Promise<{ rows: Node[]; after?: string }> {
  const [rows, { hasNextPage, endCursor }] = await Promise.all([page.nodes, page.pageInfo]);
  return { rows, after: hasNextPage && endCursor ? endCursor : undefined };
}

interface Cursor<Entity> {
  readonly items: Entity[];
  readonly hasNextPage: boolean;
  readonly hasPrevPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  from(node: Entity): string;
}

function refuseCursor(error: unknown): never {
  if (error instanceof SyntaxError || (error as Error).name === "CursorError") throw badCursor();
  throw error;
}

const badPage = (en: string, ar: string) => new Refusal("BAD_USER_INPUT", { en, ar });
const badCursor = () =>
  badPage("This cursor is not valid here. Start from the first page.", "مؤشر الصفحة غير صالح. ابدأ من الصفحة الأولى.");
