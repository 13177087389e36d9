// Turso (npm @tursodatabase/database), through its better-sqlite3-like API.
//   node turso.mjs [experimental=views,generated_columns,...]
import {load, serve} from './driver.mjs';

const {Database} = await load('@tursodatabase/database/compat');
const experimental = (process.argv[2] ?? '')
    .replace(/^experimental=/, '').split(',').filter(Boolean);

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:',
                           experimental.length ? {experimental} : {});
  }
  prepare(sql) {
    return this.db.prepare(sql);
  }
  exec(sql) {
    this.db.exec(sql);
  }
  query(sql) {
    const statement = this.prepare(sql);
    statement.raw(true);
    statement.safeIntegers(true);
    const columns = statement.columns().map((c) => c.name);
    return {columns, rows: statement.all()};
  }
  close() {
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
    version: '0.7.2',
    sqlite: one('SELECT sqlite_version()'),
  }),
  open: (file) => new Connection(file),
  // "failed to consume stmt: Parse error: no such table: t"
  refusal: (error) => ({
    code: 0,
    message: String(error.message ?? error).replace(
        /^(?:failed to [a-z ]+: |Parse error: |Runtime error: )+/, ''),
  }),
});
