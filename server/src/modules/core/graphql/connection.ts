import { Field, Int, ObjectType, type ClassType } from "type-graphql";

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "More rows follow." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Rows come before." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first row." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last row." })
  endCursor!: string | null;
}

export interface Connection<Node extends object> {
  nodes: Node[] | Promise<Node[]>;
  edges: Edges<Node> | Promise<Edges<Node>>;
  pageInfo: PageInfo | Promise<PageInfo>;
  totalCount: number | Promise<number>;
}
type Edges<Node> = { cursor: string; node: Node }[];

/** Makes `<Name>Connection` and `<Name>Edge` for a node type (graphql.md, Lists). */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page.` })
  class Edge {
    @Field(() => String, { description: "Cursor of this row." })
    cursor!: string;

    @Field(() => node(), { description: "The row." })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [node()], { description: "The rows of the page." })
    nodes!: Node[] | Promise<Node[]>;

    @Field(() => [Edge], { description: "The rows with their cursors." })
    edges!: Edge[] | Promise<Edge[]>;

    @Field(() => PageInfo, { description: "Where the page stands." })
    pageInfo!: PageInfo | Promise<PageInfo>;

    @Field(() => Int, { description: "Rows of the whole list; counted only when asked for." })
    totalCount!: number | Promise<number>;
  }
  return NodeConnection;
}
