// libSQL (npm libsql): SQLite with ALTER TABLE .. ALTER COLUMN .. TO ..
//   node --expose-gc libsql.mjs [foreign_keys]
import {bytesQuery, load, pragmaColumns, READS_ROWS, rowsOfBytes, serve,
  Statements} from './driver.mjs';

const Database = (await load('libsql')).default;

let closed = 0;

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
    this.statements = new Statements((sql) => this.reader(sql));
    this.counts = new Map();  // of columns, by the query of a table's rows
    // How it reaches the disk is not what is tested here.
    this.db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = 0');
    // As in SQLite, unless asked for what libSQL does.
    if (!process.argv.includes('foreign_keys')) {
      this.db.exec('PRAGMA foreign_keys = 0');
    }
  }
  exec(sql) {
    this.statements.executing(sql);
    const before = this.db.inTransaction;
    try {
      this.db.exec(sql);
    } catch (error) {
      // ON CONFLICT ROLLBACK has undone what the schema had become.
      if (before && !this.db.inTransaction) this.statements.clear();
      throw error;
    }
  }
  prepare(sql) {
    const statement = this.db.prepare(sql);
    statement.safeIntegers(true);
    if (statement.reader) statement.raw(true);
    return statement;
  }
  // What answers a query, and how.
  reader(sql) {
    const named = pragmaColumns(sql);
    if (named) return {statement: this.prepare(sql), columns: named};
    return this.remembered(sql) ?? this.asked(sql);
  }
  asked(sql) {
    const statement = this.prepare(sql);
    const columns = statement.reader ?
        statement.columns().map((c) => c.name) : [];
    if (!READS_ROWS.test(sql) || columns.length === 0) {
      return {statement, columns};
    }
    this.counts.set(sql, columns.length);
    // The package ends TEXT at its first NUL and aborts at what is no UTF-8:
    // so TEXT is read as its bytes.
    return {statement: this.prepare(bytesQuery(sql, columns.length)), columns,
            bytes: true};
  }
  // The rows of a table that had as many columns when it was last read; where
  // it has others now, bytesQuery is refused. Nobody needs their names.
  remembered(sql) {
    const count = this.counts.get(sql);
    if (count === undefined || !sql.includes(' NOT INDEXED ')) return undefined;
    try {
      return {statement: this.prepare(bytesQuery(sql, count)),
              columns: Array(count).fill(''), bytes: true};
    } catch {
      return undefined;
    }
  }
  query(sql) {
    const {statement, columns, bytes} = this.statements.get(sql);
    if (columns.length === 0) {
      statement.run();
      return {columns, rows: []};
    }
    const rows = statement.all();
    return {columns, rows: bytes ? rowsOfBytes(rows) : rows};
  }
  inTransaction() {
    return this.db.inTransaction;
  }
  close() {
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    this.statements.clear(true);
    // Statements hold the file, which is gone by then, until they are
    // collected. Nothing tells the collector how much that is.
    if (++closed % 50 === 0) global.gc?.();
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
