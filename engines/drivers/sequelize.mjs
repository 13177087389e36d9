// Sequelize (npm sequelize): ALTER as its query interface does it. It describes
// the table by pragmas, creates a backup from that, and copies the rows there
// and back. It wants the npm package sqlite3, which better-sqlite3 stands in
// for here.
import {Connection, packageVersion, refusal, inMain, sqliteVersion,
        unsupported} from './better_sqlite3_base.mjs';
import {load, serve} from './driver.mjs';

const {Sequelize} = (await load('sequelize')).default;

// The part of sqlite3's Database that Sequelize calls.
function sqlite3On(db) {
  const call = (sql, parameters, callback, rows) => {
    if (typeof parameters === 'function') {
      [parameters, callback] = [[], parameters];
    }
    const self = {lastID: 0, changes: 0};
    let result;
    try {
      const statement = db.prepare(sql);
      if (statement.reader) {
        result = statement.all(parameters ?? []);
      } else {
        const done = statement.run(parameters ?? []);
        Object.assign(self, {lastID: Number(done.lastInsertRowid),
                             changes: done.changes});
        result = [];
      }
    } catch (error) {
      return setImmediate(() => callback?.call(self, error));
    }
    return setImmediate(
        () => callback?.call(self, null, rows ? result : undefined));
  };
  return class {
    constructor(file, mode, callback) {
      setImmediate(() => callback(null));
    }
    run(sql, parameters, callback) { call(sql, parameters, callback, false); }
    all(sql, parameters, callback) { call(sql, parameters, callback, true); }
    serialize(action) { action(); }
    close() {}
  };
}

class SequelizeConnection extends Connection {
  constructor(file) {
    super(file);
    this.sequelize = new Sequelize({
      dialect: 'sqlite', storage: ':memory:', logging: false,
      foreignKeys: false,
      dialectModule: {Database: sqlite3On(this.db), OPEN_READWRITE: 2,
                      OPEN_CREATE: 4},
    });
  }
  async describe(tool, alter) {
    const columns = await tool.describeTable(alter.table);
    const column = columns[alter.column];
    if (!column) throw new Error(`no such column: ${alter.column}`);
    return column;
  }
  async alter(parts) {
    const alter = inMain(parts, 'Sequelize', this.db);
    const tool = this.sequelize.getQueryInterface();
    switch (alter.form) {
      case 'rename_table':
        return tool.renameTable(alter.table, alter.to);
      case 'rename_column':
        return tool.renameColumn(alter.table, alter.column, alter.to);
      case 'drop_column':
        return tool.removeColumn(alter.table, alter.column);
      case 'set_not_null':
      case 'drop_not_null': {
        const {type} = await this.describe(tool, alter);
        return tool.changeColumn(
            alter.table, alter.column,
            {type, allowNull: alter.form === 'drop_not_null'});
      }
    }
    throw unsupported(`no way to do ${alter.form}`);
  }
}

await serve({
  forms: ['rename_table', 'rename_column', 'drop_column', 'set_not_null',
          'drop_not_null'],
  hello: () => ({engine: 'sequelize', version: packageVersion('sequelize'),
                 sqlite: sqliteVersion()}),
  open: (file) => new SequelizeConnection(file),
  refusal,
});
