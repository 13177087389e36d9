// Runs a script on an engine of npm, without alterego: to see a finding on the
// engine itself. Closes the database at the end, and opens it once more.
//   node shell.mjs turso corpus/known/turso/FILE.sql [flag...]
import {readFileSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

import {load} from './driver.mjs';

const [engine, file, ...experimental] = process.argv.slice(2);
const Database = engine === 'turso' ?
    (await load('@tursodatabase/database/compat')).Database :
    (await load(engine)).default;
const folder = mkdtempSync(path.join(tmpdir(), 'shell-'));
const database = path.join(folder, 'database');
const open = () => new Database(
    database, experimental.length ? {experimental} : {});

let db = open();
// A statement ends at a semicolon at the end of a line; END; ends a trigger.
const text = readFileSync(file, 'utf8').replace(/^--.*\n/gm, '');
for (const sql of text.split(/;\s*\n/).filter((s) => s.trim())) {
  try {
    const statement = db.prepare(sql);
    const rows = statement.columns().length ? statement.all() : statement.run();
    statement.close?.();
    console.log(sql, '=>', Array.isArray(rows) ? rows : 'ok');
  } catch (error) {
    console.log(sql, '=>', error.message);
  }
}
console.log(db.prepare('SELECT name, sql FROM sqlite_schema').all());
db.close();
try {
  db = open();
  console.log('opened again:', db.prepare(
      'SELECT count(*) AS objects FROM sqlite_schema').all());
} catch (error) {
  console.log('cannot be opened again:', error.message);
}
rmSync(folder, {recursive: true, force: true});
