import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** When a tick is due next. In PostgreSQL, so that a Redis which forgot everything delays no tick and doubles none. */
@Entity({ tableName: "job_tick" })
export class JobTick {
  @PrimaryKey({ type: "text" })
  name!: string;

  @Property({ type: "timestamptz" })
  nextAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  startedAt?: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  finishedAt?: Date | null;

  /** Why the last run failed; null when it did not. */
  @Property({ type: "text", nullable: true })
  lastError?: string | null;
}
