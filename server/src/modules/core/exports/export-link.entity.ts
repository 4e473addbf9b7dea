import { Entity, Enum, Index, Property } from "@mikro-orm/decorators/legacy";
import { registerEnumType } from "type-graphql";
import { BaseEntity } from "../data/base.entity.ts";
import { Language } from "../text/bilingual.ts";

export enum ExportFormat {
  CSV = "CSV",
  XLSX = "XLSX",
}
registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "Kind of file.",
  valuesConfig: {
    CSV: { description: "Text in UTF-8 with commas, for any program." },
    XLSX: { description: "A workbook for Excel; right to left in Arabic." },
  },
});

/** CO-13: a link to one download. It names its viewer; whoever follows it gets what that viewer may see at that moment, once. */
@Entity({ tableName: "export_link" })
@Index({ properties: ["expiresAt"] })
@Index({ properties: ["userId", "createdAt"] })
export class ExportLink extends BaseEntity {
  @Property({ type: "uuid" })
  userId!: string;

  /** The log-in it was asked for in: the link ends with it. */
  @Property({ type: "uuid", nullable: true })
  sessionId?: string | null;

  @Property({ type: "text" })
  list!: string;

  @Enum({ items: () => ExportFormat, type: "text" })
  format!: ExportFormat;

  @Enum({ items: () => Language, type: "text" })
  language!: Language;

  /** Filter, order and columns. */
  @Property({ type: "blob" })
  requestSealed!: Buffer;

  /** For the audit trail: the filter without texts, and a keyed hash of all of it. */
  @Property({ type: "jsonb", nullable: true })
  filterShown?: object | null;

  @Property({ type: "text" })
  filterHash!: string;

  @Property({ type: "blob" })
  secretHash!: Buffer;

  @Property({ type: "timestamptz" })
  expiresAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  takenAt?: Date | null;
}
