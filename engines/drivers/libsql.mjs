// libSQL (npm libsql): SQLite with ALTER TABLE .. ALTER COLUMN .. TO ..
//   node --expose-gc libsql.mjs [foreign_keys]
import {bytesQuery, load, READS_ROWS, rowsOfBytes, serve} from './driver.mjs';

const Database = (await load('libsql')).default;

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
    // As in SQLite, unless asked for what libSQL does.
    if (!process.argv.includes('foreign_keys')) {
      this.db.exec('PRAGMA foreign_keys = 0');
    }
  }
  exec(sql) {
    this.db.exec(sql);
  }
  prepare(sql) {
    const statement = this.db.prepare(sql);
    statement.safeIntegers(true);
    if (statement.reader) statement.raw(true);
    return statement;
  }
  query(sql) {
    const plain = this.prepare(sql);
    if (!plain.reader) {
      plain.run();
      return {columns: [], rows: []};
    }
    const columns = plain.columns().map((c) => c.name);
    if (!READS_ROWS.test(sql) || columns.length === 0) {
      return {columns, rows: plain.all()};
    }
    // The package ends TEXT at its first NUL and aborts at what is no UTF-8:
    // so TEXT is read as its bytes.
    const bytes = this.prepare(bytesQuery(sql, columns.length));
    return {columns, rows: rowsOfBytes(bytes.all())};
  }
  inTransaction() {
    return this.db.inTransaction;
  }
  close() {
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    // Statements hold the file until they are collected.
    global.gc?.();
    this.db.close();
  }
}

await serve({
  hello: () => {
    const connection = new Connection('');
    const sqlite = connection.prepare('SELECT sqlite_version()').all()[0][0];
    connection.close();
    return {engine: 'libsql', version: '0.5.29', sqlite};
  },
  open: (file) => new Connection(file),
  refusal: (error) => ({
    code: typeof error.rawCode === 'number' ? error.rawCode : 0,
    message: String(error.message ?? error),
  }),
});
