import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** A key of the file storage that no row refers to (yet, or any more). What stays loose for long is removed by a tick. */
@Entity({ tableName: "loose_file" })
export class LooseFile {
  @PrimaryKey({ type: "text" })
  key!: string;

  @Index()
  @Property({ type: "timestamptz" })
  since!: Date;
}
