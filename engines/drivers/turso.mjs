// Turso (npm @tursodatabase/database), through its better-sqlite3-like API.
//   node turso.mjs [views] [generated_columns] [mvcc] ...
import {bytesQuery, load, pragmaColumns, rowsOfBytes, serve, Statements}
  from './driver.mjs';

const {Database} = await load('@tursodatabase/database/compat');
const flags = process.argv.slice(2);
const experimental = flags.filter((flag) => flag !== 'mvcc');

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:',
                           experimental.length ? {experimental} : {});
    this.statements = new Statements(
        (sql) => this.prepare(sql), ({statement}) => statement.close());
    if (flags.includes('mvcc')) this.exec("PRAGMA journal_mode = 'mvcc'");
  }
  prepare(sql) {
    const statement = this.db.prepare(sql);
    statement.raw(true);
    statement.safeIntegers(true);
    const columns = pragmaColumns(sql) ??
        statement.columns().map((c) => c.name);
    return {statement, columns};
  }
  // One statement, to its end: what its rows are matters to query() alone.
  exec(sql) {
    this.statements.executing(sql);
    const statement = this.db.prepare(sql);
    const before = this.db.inTransaction;
    try {
      statement.run();
    } catch (error) {
      // ON CONFLICT ROLLBACK has undone what the schema had become.
      if (before && !this.db.inTransaction) this.statements.clear();
      throw error;
    } finally {
      statement.close();
    }
  }
  query(sql) {
    const {statement, columns} = this.statements.get(sql);
    const rows = statement.all();
    const lossy = rows.some((row) => row.some(
        (value) => typeof value === 'string' && value.includes('\ufffd')));
    return {columns, rows: lossy ? this.bytes(sql, columns.length) : rows};
  }
  // TEXT that is no UTF-8 comes with U+FFFD: so its bytes are asked for.
  bytes(sql, count) {
    const {statement} = this.statements.get(bytesQuery(sql, count));
    return rowsOfBytes(statement.all());
  }
  inTransaction() {
    return this.db.inTransaction;
  }
  close() {
    this.statements.clear(true);
    this.db.close();
  }
}

function one(sql) {
  const connection = new Connection('');
  try {
    return connection.query(sql).rows[0][0];
  } finally {
    connection.close();
  }
}

await serve({
  hello: () => ({
    engine: 'turso',
    version: one('SELECT turso_version()'),
    sqlite: one('SELECT sqlite_version()'),
  }),
  open: (file) => new Connection(file),
  // "prepare failed: Parse error: no such table: t"
  refusal: (error) => {
    const text = String(error.message ?? error);
    const message = text.replace(
        /^(?:(?:prepare|step|bind) failed: )?(?:[A-Z][a-z]+ error: )?/, '');
    // The text of a RAISE stands alone, behind the words for a constraint.
    const raised = text.startsWith('step failed: Runtime error: ') &&
        !/ constraint failed| mismatch|overflow|^cannot /.test(message);
    return {code: raised ? 1811 : 0, message: message.replace(/ \(19\)$/, '')};
  },
});
