// better-sqlite3 (npm): SQLite as Node programs use it most.
import {createRequire} from 'node:module';
import path from 'node:path';

import {encodeTextBytes, load, packageRoot, serve} from './driver.mjs';

const Database = (await load('better-sqlite3')).default;
const require = createRequire(path.join(packageRoot(), 'package.json'));
const {version} = require('better-sqlite3/package.json');

const READS_ROWS = /^SELECT (?!type,name,)/;

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
    return {columns, rows: lossy ? this.bytes(sql, columns.length) : rows};
  }
  // TEXT that is no UTF-8 comes with U+FFFD: so its bytes are asked for.
  bytes(sql, count) {
    const names = Array.from({length: count}, (_, i) => `c${i}`);
    const values = names.map(
        (c) => `typeof(${c}) = 'text', CASE typeof(${c}) WHEN 'text' THEN ` +
            `CAST(${c} AS BLOB) ELSE ${c} END`);
    const rows = this.prepare(
        `WITH q(${names}) AS (${sql}) SELECT ${values} FROM q`).all();
    return rows.map((row) => names.map((_, i) => {
      const value = row[2 * i + 1];
      return row[2 * i] ? {encoded: encodeTextBytes(value ?? [])} : value;
    }));
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
