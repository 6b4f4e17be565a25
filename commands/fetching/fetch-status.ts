import type pg from 'pg';
import { FETCHES, JOBS_SCHEMA } from './fetch-queue.ts';

export interface FetchStatus {
  /** In the queue and not running; `due` of them could run now. */
  readonly waiting: number;
  readonly due: number;
  readonly running: number;
  /** How long the one that has been due the longest has been so; 0 where none is. */
  readonly oldestDueS: number;
  readonly parked: number;
  readonly outcomes: readonly {
    readonly provider: string;
    readonly outcome: string;
    readonly fetches: number;
  }[];
}

const NONE = { waiting: 0, due: 0, running: 0, oldestDueS: 0 };

/** Of all workers. Before the first worker there is no queue, and nothing waits. */
export const fetchStatus = async (pool: pg.Pool): Promise<FetchStatus> => {
  const { rows: places } = await pool.query<{ queue: string | null }>(
    'select to_regclass($1)::text as queue',
    [`${JOBS_SCHEMA}.job`],
  );
  const waiting = places[0]!.queue === null ? NONE : await readQueue(pool);
  const { rows: parked } = await pool.query<{ parked: number }>(
    'select count(*)::int as parked from work.parked_fetches',
  );
  const { rows: outcomes } = await pool.query<{ provider: string; outcome: string; fetches: string }>(
    'select provider, outcome, fetches from work.fetch_outcomes order by provider, outcome',
  );
  return {
    ...waiting,
    parked: parked[0]!.parked,
    outcomes: outcomes.map((row) => ({ ...row, fetches: Number(row.fetches) })),
  };
};

// pg-boss tells counts with a delay of up to a minute, and no ages.
const readQueue = async (pool: pg.Pool): Promise<typeof NONE> => {
  const { rows } = await pool.query<typeof NONE>(
    `select count(*) filter (where state < 'active')::int as waiting,
            count(*) filter (where state < 'active' and start_after <= now())::int as due,
            count(*) filter (where state = 'active')::int as running,
            coalesce(extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now())), 0)::float8
              as "oldestDueS"
       from ${JOBS_SCHEMA}.job where name = $1 and state <= 'active'`,
    [FETCHES],
  );
  return rows[0]!;
};
