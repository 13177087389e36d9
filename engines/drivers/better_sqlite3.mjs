// better-sqlite3 (npm): SQLite as Node programs use it most.
import {createRequire} from 'node:module';
import path from 'node:path';

import {bytesQuery, load, packageRoot, READS_ROWS, rowsOfBytes, serve}
    from './driver.mjs';

const Database = (await load('better-sqlite3')).default;
const require = createRequire(path.join(packageRoot(), 'package.json'));
const {version} = require('better-sqlite3/package.json');

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
    // As in SQLite, unless asked for what the package does.
    if (!process.argv.includes('foreign_keys')) {
      this.db.pragma('foreign_keys = 0');
    }
  }
  exec(sql) {
    this.db.exec(sql);
  }
  prepare(sql) {
    const statement = this.db.prepare(sql);
    if (statement.reader) statement.raw(true).safeIntegers(true);
    return statement;
  }
  query(sql) {
    const plain = this.prepare(sql);
    if (!plain.reader) {
      plain.run();
      return {columns: [], rows: []};
    }
    const columns = plain.columns().map((c) => c.name);
    const rows = plain.all();
    const lossy = READS_ROWS.test(sql) && rows.some((row) => row.some(
        (value) => typeof value === 'string' && value.includes('\ufffd')));
    if (!lossy) return {columns, rows};
    // TEXT that is no UTF-8 comes with U+FFFD: so its bytes are asked for.
    const bytes = this.prepare(bytesQuery(sql, columns.length));
    return {columns, rows: rowsOfBytes(bytes.all())};
  }
  inTransaction() {
    return this.db.inTransaction;
  }
  close() {
    this.db.close();
  }
}

await serve({
  hello: () => {
    const connection = new Connection('');
    const sqlite = connection.query('SELECT sqlite_version()').rows[0][0];
    connection.close();
    return {engine: 'better-sqlite3', version, sqlite};
  },
  open: (file) => new Connection(file),
  refusal: (error) => ({
    code: error.code === 'SQLITE_BUSY' ? 5 :
          String(error.code).startsWith('SQLITE_CONSTRAINT') ? 19 : 1,
    message: String(error.message ?? error),
  }),
});
