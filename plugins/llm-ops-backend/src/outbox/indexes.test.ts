import { TestDatabases } from '@backstage/backend-test-utils';
import { isPostgres, nowSql } from '../store/database';
import { claimOperations } from './claim';
import { removeEnded } from './store';
import { summarize } from './summary';
import { OutboxBench } from './__testUtils__/bench';
import { waitingReasons } from './waiting';

jest.setTimeout(120_000);

const ROWS = 100_000;
const OPEN = 1_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())(
  'with 100,000 operations, on %p,',
  id => {
    let bench: OutboxBench;

    beforeAll(async () => {
      bench = await OutboxBench.create(databases, id);
      const { knex } = bench;
      const now = nowSql(knex);
      const numbers = isPostgres(knex)
        ? `SELECT n FROM generate_series(1, ${ROWS}) AS n`
        : `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${ROWS}) SELECT n FROM c`;
      await knex.raw(
        `INSERT INTO operations (id, kind, tool, lane, title, payload, state, next_at, created_by, created_at, updated_at)
         SELECT 'id-' || n, 'effect', 'tool' || (n % 5), 'lane:' || (n % 200), 'Do it', '{}',
           CASE WHEN n > ${ROWS - OPEN} THEN 'pending' ELSE 'done' END,
           ${now}, 'user:default/u' || (n % 20), ${now}, ${now}
         FROM (${numbers}) AS numbers`,
      );
      await knex.raw('ANALYZE operations');
    });
    afterAll(() => bench.destroy());

    /** Plan of every statement the work sends, as one text. */
    async function plansOf(work: () => Promise<unknown>): Promise<string> {
      const { knex } = bench;
      const sent: { sql: string; bindings: unknown[] }[] = [];
      const note = (query: { sql: string; bindings: unknown[] }) =>
        sent.push(query);
      knex.on('query', note);
      await work();
      knex.removeListener('query', note);
      const plans = [];
      for (const { sql, bindings } of sent) {
        const explain = isPostgres(knex) ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
        plans.push(
          await knex.raw(
            `${explain} ${sql.replace(/\$\d+/g, '?')}`,
            bindings as string[],
          ),
        );
      }
      return JSON.stringify(plans.map(plan => plan.rows ?? plan));
    }

    /** On PostgreSQL `Seq Scan on operations`, on SQLite `SCAN operations`. */
    const WHOLE_TABLE = /Seq Scan on operations|SCAN operations(?! USING)/;

    it.each([
      [
        'claiming',
        /operations_(open|count)_idx/,
        () =>
          claimOperations(bench.knex, {
            shares: [0, 1, 2].map(n => ({ tool: `tool${n}`, limit: 8 })),
          }),
      ],
      [
        'the reasons of a page of records',
        /operations_lane_open_idx/,
        () =>
          waitingReasons(
            bench.knex,
            [...Array(50).keys()].map(n => `lane:${n}`),
          ),
      ],
      ['the summary', /operations_count_idx/, () => summarize(bench.knex)],
      [
        'removing what ended',
        /operations_ended_idx/,
        () => removeEnded(bench.knex, 60_000),
      ],
    ])('%s reads %s, not the table', async (_what, index, work) => {
      const plans = await plansOf(work);
      expect(plans).toMatch(index);
      expect(plans).not.toMatch(WHOLE_TABLE);
    });

    it('claiming takes milliseconds', async () => {
      const times = [];
      for (let n = 0; n < 20; n += 1) {
        const begun = performance.now();
        await claimOperations(bench.knex, {
          shares: [...Array(5).keys()].map(t => ({
            tool: `tool${t}`,
            limit: 2,
          })),
        });
        times.push(performance.now() - begun);
      }
      expect(times.sort((a, b) => a - b)[10]).toBeLessThan(100);
    });
  },
);
