// The process protocol (engines/PROTOCOL.md) for engines with a Node driver.
// A driver gives three things:
//
//   serve({
//     hello: () => ({engine: 'x', version: '1.0', sqlite: '3.45.1'}),
//     open: (path) => connection,      // '' is in memory; may be async
//     refusal: (error) => ({code, message}),
//     forms: ['rename_column'],        // of a tool: what its alter() can do
//   });
//
// and a connection has exec(sql), query(sql) -> {columns, rows} with integers
// as BigInt and blobs as Buffer, inTransaction() if it can tell, alter(parts)
// of a tool, and close(). Any of them may be async.
// A cell may be {encoded}: a value as the protocol has it.
import {createRequire} from 'node:module';
import {
  copyFileSync, existsSync, readSync, rmdirSync, rmSync, writeSync
} from 'node:fs';
import {fileURLToPath} from 'node:url';
import path from 'node:path';

// Packages live where scripts/engines puts them.
export function packageRoot() {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return process.env.ALTEREGO_NODE_ENGINES ??
      path.join(here, '..', '..', '.engines', 'node');
}

export async function load(name) {
  const require = createRequire(path.join(packageRoot(), 'package.json'));
  try {
    return await import(require.resolve(name));
  } catch (error) {
    console.error(`cannot load ${name}: ${error.message}\n` +
                  'run scripts/engines to install it');
    process.exit(3);
  }
}

const STRICT_UTF8 = new TextDecoder('utf-8', {fatal: true});

export function encode(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return ['i', value.toString()];
  if (typeof value === 'number') {
    if (Number.isFinite(value)) {
      return ['r', Object.is(value, -0) ? '-0.0' : String(value)];
    }
    return ['r', value < 0 ? '-inf' : 'inf'];
  }
  if (typeof value === 'string') {
    return value.includes('\0') ?
        ['x', Buffer.from(value).toString('hex')] : ['t', value];
  }
  if (value.encoded) return value.encoded;
  return ['b', Buffer.from(value).toString('hex')];
}

// Text that had to be read as a blob because it may not be UTF-8.
export function encodeTextBytes(bytes) {
  try {
    return encode(STRICT_UTF8.decode(bytes));
  } catch {
    return ['x', Buffer.from(bytes).toString('hex')];
  }
}

// A query of a table's rows; not of the schema, whose text is UTF-8.
export const READS_ROWS = /^SELECT (?!type,name,)/;

// For packages that cannot hand out TEXT that is no UTF-8: the query `sql` of
// `count` columns with TEXT as its bytes, and a mark before each value.
export function bytesQuery(sql, count) {
  const names = Array.from({length: count}, (_, i) => `c${i}`);
  const values = names.map(
      (c) => `typeof(${c}) = 'text', CASE typeof(${c}) WHEN 'text' THEN ` +
          `CAST(${c} AS BLOB) ELSE ${c} END`);
  return `WITH q(${names}) AS (${sql}) SELECT ${values} FROM q`;
}

// The rows that bytesQuery's SELECT returned, as `sql` would have had them.
export function rowsOfBytes(rows) {
  return rows.map((row) => Array.from({length: row.length / 2}, (_, i) => {
    const value = row[2 * i + 1];
    return row[2 * i] ? {encoded: encodeTextBytes(value ?? [])} : value;
  }));
}

// What answers in the same columns whatever the schema is, by engines that
// prepare anew what a change of the schema has made stale.
const SAME_SHAPE = new RegExp(
    '^(PRAGMA (main\\.)?(foreign_keys|legacy_alter_table|recursive_triggers|' +
    'user_version|application_id)$|SELECT type,name,tbl_name,sql FROM )');

// The columns of pragmas, which need not be asked for.
const PRAGMA_COLUMNS = new Map(Object.entries({
  table_xinfo: 'cid,name,type,notnull,dflt_value,pk,hidden',
  index_xinfo: 'seqno,cid,name,desc,coll,key',
  index_list: 'seq,name,unique,origin,partial',
  foreign_key_list: 'id,seq,table,from,to,on_update,on_delete,match',
  foreign_key_check: 'table,rowid,parent,fkid',
  integrity_check: 'integrity_check',
}).map(([name, columns]) => [name, columns.split(',')]));

// undefined for what has to be asked for its columns.
export function pragmaColumns(sql) {
  if (!sql.startsWith('PRAGMA ')) return undefined;
  const end = sql.indexOf('(');
  return PRAGMA_COLUMNS.get(
      sql.slice(sql.indexOf('.') + 1, end < 0 ? undefined : end));
}

// Prepared statements by their text, for as long as no statement may have
// changed what they were prepared for. Preparing costs more than running.
//
//   get(sql)        what compile(sql) returned, now or before
//   executing(sql)  to be called before any other statement is run
export class Statements {
  constructor(compile, drop = () => {}) {
    this.compile = compile;
    this.drop = drop;
    this.kept = new Map();
    this.savepoint = '';  // the last one, if nothing was dropped since
  }
  get(sql) {
    let found = this.kept.get(sql);
    if (found === undefined) {
      found = this.compile(sql);
      if (this.kept.size === 200) this.clear(true);
      this.kept.set(sql, found);
    }
    return found;
  }
  executing(sql) {
    if (/^(INSERT|UPDATE|DELETE|REPLACE|RELEASE) /.test(sql)) return;
    const [word, name] = sql.split(' ', 2);
    if (word === 'SAVEPOINT') {
      this.savepoint = name;
      return;
    }
    // Back to a savepoint behind which no schema changed.
    if (this.savepoint && sql === `ROLLBACK TO ${this.savepoint}`) return;
    this.clear();
  }
  clear(all = false) {
    this.savepoint = '';
    for (const [sql, statement] of this.kept) {
      if (!all && SAME_SHAPE.test(sql)) continue;
      this.drop(statement);
      this.kept.delete(sql);
    }
  }
}

// What a database consists of, whoever wrote it.
const SUFFIXES = ['', '-wal', '-shm', '-journal', '-log'];

class Session {
  constructor(driver) {
    this.driver = driver;
    this.path = '';
    this.connection = null;
  }

  refuse(error) {
    const refusal = this.driver.refusal(error);
    const code = refusal.code ?? 0;
    if (refusal.unsupported) {
      return {ok: false, class: 'unsupported', code: 0,
              message: refusal.message};
    }
    return {
      ok: false,
      class: (code & 0xff) === 19 ? 'constraint' :
             (code & 0xff) === 5 ? 'busy' : 'error',
      code,
      message: refusal.message,
    };
  }

  async open(file) {
    this.path = file;
    this.connection = await this.driver.open(file);
  }

  async close() {
    if (this.connection) await this.connection.close();
    this.connection = null;
  }

  remove() {
    if (!this.path) return;
    for (const suffix of SUFFIXES) rmSync(this.path + suffix, {force: true});
  }

  async load(file) {
    if (!this.path) {
      return {ok: false, class: 'unsupported', code: 0,
              message: 'a database in memory has no file'};
    }
    await this.close();
    this.remove();
    for (const suffix of ['', '-wal']) {
      if (existsSync(file + suffix)) {
        copyFileSync(file + suffix, this.path + suffix);
      }
    }
    try {
      await this.open(this.path);
      // Many look into a file only when they are asked something.
      await this.connection.query('SELECT count(*) FROM sqlite_master');
      return {ok: true};
    } catch (error) {
      const refusal = this.refuse(error);
      await this.close();
      this.remove();
      await this.open(this.path);
      return refusal;
    }
  }

  // A tool says which ALTERs it has a way for, and gets them in parts.
  tool() {
    const {forms} = this.driver;
    return forms ? {forms, alter: true} : {};
  }

  execute({sql, alter}) {
    const {forms} = this.driver;
    if (!alter || !forms) return this.connection.exec(sql);
    if (!forms.includes(alter.form)) {
      throw Object.assign(new Error(`no way to do ${alter.form}`),
                          {unsupported: true});
    }
    return this.connection.alter(alter);
  }

  // What `ask` returns as a reply, or the promise of one: what an engine knows
  // at once is not waited for, which would cost more than asking.
  answer(ask, reply) {
    try {
      const value = ask();
      if (!(value instanceof Promise)) return reply(value);
      return value.then(reply).catch((error) => this.refuse(error));
    } catch (error) {
      return this.refuse(error);
    }
  }

  // The reply, or a promise of it.
  handle(request) {
    switch (request.op) {
      case 'execute':
        return this.answer(() => this.execute(request), () => ({ok: true}));
      case 'query':
        return this.answer(
            () => this.connection.query(request.sql),
            ({columns, rows}) => (
                {ok: true, columns, rows: rows.map((r) => r.map(encode))}));
      default:
        return this.handleSlow(request);
    }
  }

  async handleSlow(request) {
    switch (request.op) {
      case 'hello':
        return {ok: true, protocol: 1, ...this.tool(),
                ...await this.driver.hello()};
      case 'open':
        this.temporary = request.temporary === true;
        await this.open(request.path);
        return {ok: true};
      case 'reset':
        await this.close();
        this.remove();
        await this.open(this.path);
        return {ok: true};
      case 'load':
        return this.load(request.path);
      case 'reopen':
        if (!this.path) {
          return {ok: false, class: 'unsupported', code: 0,
                  message: 'a database in memory ends with its connection'};
        }
        await this.close();
        await this.open(this.path);
        return {ok: true};
      case 'batch': {
        const replies = [];
        for (const one of request.requests) {
          const reply = this.handle(one);
          replies.push(reply instanceof Promise ? await reply : reply);
        }
        return {ok: true, replies};
      }
      case 'close':
        await this.close();
        return {ok: true};
      default:
        return {ok: false, class: 'unsupported', code: 0,
                message: `unknown op ${request.op}`};
    }
  }
}

// Lines of standard input. Blocking reads: nothing else happens here, and the
// event loop would cost more than most statements do.
function* lines() {
  let rest = Buffer.alloc(0);
  const chunk = Buffer.alloc(1 << 16);
  while (true) {
    let size;
    try {
      size = readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      if (error.code === 'EAGAIN') continue;
      if (error.code !== 'EOF') throw error;
      size = 0;
    }
    if (size === 0) return;
    rest = Buffer.concat([rest, chunk.subarray(0, size)]);
    let end;
    while ((end = rest.indexOf(10)) >= 0) {
      const line = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      yield line;
    }
  }
}

function send(text) {
  let bytes = Buffer.from(text + '\n');
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

export async function serve(driver) {
  const session = new Session(driver);
  for (const line of lines()) {
    const request = JSON.parse(line);
    const handled = session.handle(request);
    const reply = {id: request.id, ...(handled instanceof Promise ?
        await handled : handled)};
    const open = session.connection;
    if (open?.inTransaction) reply.in_transaction = open.inTransaction();
    send(JSON.stringify(reply));
    if (request.op === 'close') break;
  }
  await session.close();
  if (session.temporary) {
    session.remove();
    try {
      rmdirSync(path.dirname(session.path));
    } catch {
      // A folder that holds anything else is somebody's.
    }
  }
  process.exit(0);
}
