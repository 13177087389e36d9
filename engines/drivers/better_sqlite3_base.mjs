// What drivers share that stand on better-sqlite3: the package itself, and
// tools that alter a database through it.
import {readFileSync} from 'node:fs';
import path from 'node:path';

import {bytesQuery, load, packageRoot, READS_ROWS, rowsOfBytes}
  from './driver.mjs';

export const Database = (await load('better-sqlite3')).default;

// The version of an npm package, as it says itself.
export function packageVersion(name) {
  const file = path.join(packageRoot(), 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file)).version;
}

export function sqliteVersion() {
  const db = new Database(':memory:');
  const {version} = db.prepare('SELECT sqlite_version() AS version').get();
  db.close();
  return version;
}

// A connection as serve() wants it, with SQLite's own defaults.
export class Connection {
  constructor(file) {
    this.db = new Database(file || ':memory:');
    this.db.pragma('foreign_keys = 0');
    // How it reaches the disk is not what is tested here.
    this.db.pragma('journal_mode = MEMORY');
    this.db.pragma('synchronous = 0');
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

// Of a tool: it knows the main database alone, and looks names up byte by byte.
// Returns `alter` with the names as the database spells them, as the tool's
// users would write them.
export function inMain(alter, tool, db) {
  const hidden = db.prepare(
      'SELECT 1 FROM temp.sqlite_master WHERE name = ? COLLATE NOCASE')
      .get(alter.table);
  if (hidden || (alter.schema ?? 'main').toLowerCase() !== 'main') {
    throw unsupported(`${tool} knows the main database only`);
  }
  const spelling = (sql, name, ...more) =>
    db.prepare(sql).pluck().get(name, ...more) ?? name;
  const out = {...alter, table: spelling(
      "SELECT name FROM main.sqlite_master WHERE type = 'table' AND " +
      'name = ? COLLATE NOCASE', alter.table)};
  if (alter.column !== undefined && alter.form !== 'add_column') {
    out.column = spelling(
        'SELECT i.name FROM (SELECT ? AS wanted) JOIN pragma_table_info(?) i ' +
        'ON i.name = wanted COLLATE NOCASE', alter.column, out.table);
  }
  return out;
}

export function unsupported(message) {
  return Object.assign(new Error(message), {unsupported: true});
}

// `message`: how the tool's own words are cut off SQLite's.
export function refusal(error, message = (text) => text) {
  const code = String(error.code ?? error.driverError?.code);
  return {
    unsupported: error.unsupported,
    code: code === 'SQLITE_BUSY' ? 5 :
          code.startsWith('SQLITE_CONSTRAINT') ? 19 : 1,
    message: message(String(error.message ?? error)),
  };
}
