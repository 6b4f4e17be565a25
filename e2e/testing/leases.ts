import type pg from 'pg';

export interface Lease {
  readonly processor: string;
  readonly partition: number;
  /** Null when nobody holds it, or when the lease of its holder has ended. */
  readonly pid: number | null;
}

/** Who holds which partition. A worker's name in a lease is `host:pid:random`. */
export const leases = async (pool: pg.Pool): Promise<Lease[]> => {
  const { rows } = await pool.query<Lease>(
    `select processor, partition, case when lease_until > now() then split_part(owner, ':', 2)::int end as pid
       from work.checkpoints order by 1, 2`,
  );
  return rows;
};

/** Nothing waits anywhere: a reaction still to come would keep its own checkpoint below the head. */
export const isSettled = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ behind: string }>(
    'select count(*) as behind from work.checkpoints where position < (select max(position) from log.events)',
  );
  return rows[0]!.behind === '0';
};
