// TypeORM (npm typeorm) on better-sqlite3: ALTER as its query runner does it.
// Apart from renaming a table it reads the schema into a model of its own,
// creates a table from that, and copies the rows.
import {Connection, packageVersion, refusal, inMain, sqliteVersion,
        unsupported} from './better_sqlite3_base.mjs';
import {load, serve} from './driver.mjs';

const {DataSource, TableCheck, TableColumn} = await load('typeorm');

class TypeOrm extends Connection {
  async start() {
    const {db} = this;
    this.source = new DataSource({
      type: 'better-sqlite3', database: ':memory:', logging: false,
      // One connection for the tool and for what is asked beside it.
      driver: function() { return db; },
    });
    await this.source.initialize();
    db.pragma('foreign_keys = 0');
    return this;
  }
  async column(runner, alter, change) {
    const table = await runner.getTable(alter.table);
    if (!table) throw new Error(`no such table: ${alter.table}`);
    const old = table.columns.find((c) => c.name === alter.column);
    if (!old) throw new Error(`no such column: ${alter.column}`);
    const column = old.clone();
    change(column);
    await runner.changeColumn(table, old, column);
  }
  async run(runner, alter) {
    switch (alter.form) {
      case 'rename_table':
        return runner.renameTable(alter.table, alter.to);
      case 'rename_column':
        return this.column(runner, alter, (c) => { c.name = alter.to; });
      case 'set_not_null':
        return this.column(runner, alter, (c) => { c.isNullable = false; });
      case 'drop_not_null':
        return this.column(runner, alter, (c) => { c.isNullable = true; });
      case 'drop_column':
        return runner.dropColumn(alter.table, alter.column);
      case 'add_check':
        return runner.createCheckConstraint(
            alter.table,
            new TableCheck({name: alter.name, expression: alter.check}));
      case 'drop_constraint':
        return runner.dropCheckConstraint(alter.table, alter.name);
      case 'add_column':
        if (!alter.simple) throw unsupported('more than type and default');
        return runner.addColumn(alter.table, new TableColumn({
          name: alter.column, type: alter.type, default: alter.default,
          isNullable: !alter.not_null}));
    }
    throw unsupported(`no way to do ${alter.form}`);
  }
  async alter(parts) {
    const alter = inMain(parts, 'TypeORM', this.db);
    const runner = this.source.createQueryRunner();
    try {
      await this.run(runner, alter);
    } finally {
      await runner.release();
    }
  }
  async close() {
    await this.source.destroy();  // closes the connection too
  }
}

await serve({
  forms: ['rename_table', 'rename_column', 'drop_column', 'add_column',
          'add_check', 'drop_constraint', 'set_not_null', 'drop_not_null'],
  hello: () => ({engine: 'typeorm', version: packageVersion('typeorm'),
                 sqlite: sqliteVersion()}),
  open: (file) => new TypeOrm(file).start(),
  refusal,
});
