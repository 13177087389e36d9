// knex (npm knex) on libSQL or better-sqlite3: ALTER as its schema builder
// does it. Its SQLite dialect edits the CREATE statement, makes a new table
// and copies the rows.
import {createRequire} from 'node:module';
import path from 'node:path';

import {load, packageRoot, serve} from './driver.mjs';

const Database = (await load('better-sqlite3')).default;
const knex = (await load('knex')).default;
const require = createRequire(path.join(packageRoot(), 'package.json'));
const {version} = require('knex/package.json');

const FORMS = ['rename_table', 'rename_column', 'drop_column'];

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
    this.db.pragma('foreign_keys = 0');
    this.knex = knex({client: 'better-sqlite3', useNullAsDefault: true,
                      connection: {filename: file || ':memory:'},
                      pool: {min: 1, max: 1}});
    // One connection for the tool and for what is asked beside it.
    this.knex.client.acquireRawConnection = async () => this.db;
    this.knex.client.destroyRawConnection = async () => {};
  }
  exec(sql) {
    this.db.exec(sql);
  }
  query(sql) {
    const statement = this.db.prepare(sql);
    if (!statement.reader) {
      statement.run();
      return {columns: [], rows: []};
    }
    statement.raw(true).safeIntegers(true);
    return {columns: statement.columns().map((c) => c.name),
            rows: statement.all()};
  }
  async alter(alter) {
    if ((alter.schema ?? 'main').toLowerCase() !== 'main') {
      throw Object.assign(new Error('knex knows the main database only'),
                          {unsupported: true});
    }
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
  inTransaction() {
    return this.db.inTransaction;
  }
  async close() {
    await this.knex.destroy();
    this.db.close();
  }
}

await serve({
  forms: FORMS,
  hello: () => {
    const db = new Database(':memory:');
    const sqlite = db.prepare('SELECT sqlite_version() AS v').get().v;
    db.close();
    return {engine: 'knex', version, sqlite};
  },
  open: (file) => new Connection(file),
  refusal: (error) => ({
    unsupported: error.unsupported,
    code: error.code === 'SQLITE_BUSY' ? 5 :
          String(error.code).startsWith('SQLITE_CONSTRAINT') ? 19 : 1,
    // "alter table `t` ... - no such table: t"
    message: String(error.message ?? error).replace(/^.* - /s, ''),
  }),
});
