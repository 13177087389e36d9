// knex (npm knex) on better-sqlite3: ALTER as its schema builder does it. Its
// SQLite dialect edits the CREATE statement, makes a new table and copies the
// rows.
import {Connection, packageVersion, refusal, inMain, sqliteVersion}
  from './better_sqlite3_base.mjs';
import {load, serve} from './driver.mjs';

const knex = (await load('knex')).default;

class Knex extends Connection {
  constructor(file) {
    super(file);
    this.knex = knex({client: 'better-sqlite3', useNullAsDefault: true,
                      connection: {filename: file || ':memory:'},
                      pool: {min: 1, max: 1}});
    // One connection for the tool and for what is asked beside it.
    this.knex.client.acquireRawConnection = async () => this.db;
    this.knex.client.destroyRawConnection = async () => {};
  }
  async alter(parts) {
    const alter = inMain(parts, 'knex', this.db);
    const {schema} = this.knex;
    if (alter.form === 'rename_table') {
      await schema.renameTable(alter.table, alter.to);
    } else if (alter.form === 'rename_column') {
      await schema.alterTable(
          alter.table, (t) => t.renameColumn(alter.column, alter.to));
    } else {
      await schema.alterTable(
          alter.table, (t) => t.dropColumn(alter.column));
    }
  }
  async close() {
    await this.knex.destroy();
    super.close();
  }
}

await serve({
  forms: ['rename_table', 'rename_column', 'drop_column'],
  hello: () => ({engine: 'knex', version: packageVersion('knex'),
                 sqlite: sqliteVersion()}),
  open: (file) => new Knex(file),
  // "alter table `t` ... - no such table: t"
  refusal: (error) =>
    refusal(error, (text) => text.replace(/^.* - /s, '')),
});
