import { Migration } from "@mikro-orm/migrations";

/** Keys of the file storage that no row refers to. */
export class Migration20261125000900 extends Migration {
  override up(): void {
    this.addSql(`create table "loose_file" ("key" text not null, "since" timestamptz not null, primary key ("key"))`);
    this.addSql(`create index "loose_file_since_index" on "loose_file" ("since")`);
  }
}
