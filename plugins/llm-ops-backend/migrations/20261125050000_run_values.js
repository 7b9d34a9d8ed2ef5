// @ts-check

/** Rows that are copied at once. */
const PAGE = 200;
const MOST_CHARACTERS = 500;

/** @param {string} text */
const parse = text => JSON.parse(text || '{}') || {};

/** @param {unknown} value */
function textOf(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return String(text).slice(0, MOST_CHARACTERS);
}

/** @param {unknown} value */
function numberOf(value) {
  const number = value === '' || value === null ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('run_values', table => {
    table.comment('What runs are found by; made anew from experiment_runs');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('experiment_runs')
      .onDelete('CASCADE');
    table.string('kind', 8).notNullable().comment('param, metric or tag');
    table.string('name', 250).notNullable();
    table.double('num').comment('The value, when it is a finite number');
    table.string('text', MOST_CHARACTERS).notNullable();
    table.primary(['run_id', 'kind', 'name']);
    table.index(['kind', 'name', 'num'], 'run_values_num_idx');
    table.index(['kind', 'name', 'text'], 'run_values_text_idx');
  });
  await knex.schema.alterTable('experiment_runs', table => {
    table.index(['start_time', 'id'], 'experiment_runs_start_idx');
  });
  let after = '';
  for (;;) {
    const runs = await knex('experiment_runs')
      .select('id', 'parameters', 'metrics', 'journal')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE);
    if (runs.length === 0) {
      return;
    }
    after = runs[runs.length - 1].id;
    const rows = runs.flatMap(run =>
      Object.entries({
        param: parse(run.parameters),
        metric: parse(run.metrics),
        tag: parse(run.journal).tags || {},
      }).flatMap(([kind, values]) =>
        Object.entries(values).map(([name, value]) => ({
          run_id: run.id,
          kind,
          name: name.slice(0, 250),
          num: numberOf(value),
          text: textOf(value),
        })),
      ),
    );
    await knex.batchInsert('run_values', rows, PAGE / 2);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('experiment_runs', table => {
    table.dropIndex(['start_time', 'id'], 'experiment_runs_start_idx');
  });
  await knex.schema.dropTable('run_values');
};
