import type pg from 'pg';

/**
 * Lends a client of the pool. One that ends meanwhile fails the query in progress and is not given back; without a
 * listener of its own its end would end the whole process.
 */
export const withClient = async <T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase, discard: (reason: Error) => void) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const discard = (reason: Error): void => {
    broken = reason;
  };
  client.on('error', discard);
  try {
    return await work(client, discard);
  } finally {
    client.off('error', discard);
    client.release(broken);
  }
};

/** Commits what `work` did, or nothing of it. `settings`: `set local` statements. */
export const inTransaction = <T>(
  pool: pg.Pool,
  settings: string,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> =>
  withClient(pool, async (client, discard) => {
    try {
      await client.query(`begin; ${settings}`);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(discard);
      throw error;
    }
  });
