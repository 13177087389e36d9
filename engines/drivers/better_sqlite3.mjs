// better-sqlite3 (npm): SQLite as Node programs use it most.
//   node better_sqlite3.mjs [foreign_keys]
import {Connection, packageVersion, refusal, sqliteVersion}
  from './better_sqlite3_base.mjs';
import {serve} from './driver.mjs';

function open(file) {
  const connection = new Connection(file);
  // What the package does of its own.
  if (process.argv.includes('foreign_keys')) {
    connection.db.pragma('foreign_keys = 1');
  }
  return connection;
}

await serve({
  hello: () => ({engine: 'better-sqlite3',
                 version: packageVersion('better-sqlite3'),
                 sqlite: sqliteVersion()}),
  open,
  refusal,
});
