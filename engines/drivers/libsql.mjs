// libSQL (npm libsql): SQLite with ALTER TABLE .. ALTER COLUMN .. TO ..
import {load, serve} from './driver.mjs';

const Database = (await load('libsql')).default;

class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
  }
  exec(sql) {
    this.db.exec(sql);
  }
  query(sql) {
    const statement = this.db.prepare(sql);
    statement.safeIntegers(true);
    statement.raw(true);
    return {
      columns: statement.columns().map((c) => c.name),
      rows: statement.all(),
    };
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
    return {engine: 'libsql', version: '0.5.29', sqlite};
  },
  open: (file) => new Connection(file),
  refusal: (error) => ({
    code: typeof error.rawCode === 'number' ? error.rawCode : 0,
    message: String(error.message ?? error),
  }),
});
