import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** From which value on a tile warns or alarms, and how many answers a ranked mean needs (P3: rows, not constants). */
@Entity({ tableName: "kpi_target" })
export class KpiTarget {
  @PrimaryKey({ type: "text" })
  kpi!: string;

  @Property({ type: "boolean" })
  isHigherBetter!: boolean;

  @Property({ type: "double", nullable: true })
  warningAt?: number | null;

  @Property({ type: "double", nullable: true })
  badAt?: number | null;

  /** Fewer answers than this are shown, but neither judged nor ranked. */
  @Property({ type: "integer", default: 1 })
  minimumN!: number;
}
