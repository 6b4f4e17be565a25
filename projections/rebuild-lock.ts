import type pg from 'pg';
import { CodedError } from '../domain/errors.ts';
import { withClient } from '../eventstore/postgres/transaction.ts';

/** Throws `rebuild_running` when another process has the tables of this projection to itself. */
export const alone = async <T>(pool: pg.Pool, projection: string, work: () => Promise<T>): Promise<T> => {
  const lock = 'hashtextextended($1, 4702111234474983747)';
  const name = [`rebuild ${projection}`];
  return withClient(pool, async (client) => {
    const { rows } = await client.query<{ free: boolean }>(
      `select pg_try_advisory_lock(${lock}) as free`,
      name,
    );
    if (!rows[0]!.free)
      throw new CodedError('rebuild_running', 409, `${projection} is being rebuilt already`, {
        retryAfterS: 10,
      });
    try {
      return await work();
    } finally {
      await client.query(`select pg_advisory_unlock(${lock})`, name);
    }
  });
};
