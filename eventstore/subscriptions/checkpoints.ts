import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import type { Position } from '../event-log.ts';
import { inTransaction } from '../postgres/transaction.ts';
import type { Processor } from './processor.ts';

/** A worker that does not renew within this time has lost its partition. */
export const LEASE_S = 6;
/**
 * How often a lease is renewed, and how often a partition of someone else's is tried. The partitions of a worker that
 * died move within `LEASE_S + RENEW_S`: 8 s, below the 10 s that are promised.
 */
export const RENEW_S = 2;

/**
 * One row a partition; a processor that is new starts at the beginning of the log.
 * Throws `partitions_changed`: rows of other partitions stand at places that mean nothing for the new ones.
 */
export const registerProcessor = async (pool: pg.Pool, processor: Processor): Promise<void> => {
  const { name, partitions, version } = processor;
  await pool.query(
    `insert into work.checkpoints (processor, partition, partitions, version)
     select $1, p, $2, $3 from generate_series(0, $2 - 1) p
      where not exists (select from work.checkpoints where processor = $1 and partitions <> $2) on conflict do nothing`,
    [name, partitions, version],
  );
  const { rows } = await pool.query<{ partitions: number }>(
    'select partitions from work.checkpoints where processor = $1 and partitions <> $2',
    [name, partitions],
  );
  if (rows[0] !== undefined)
    throw new CodedError(
      'partitions_changed',
      500,
      `${name} stands at checkpoints of ${rows[0].partitions} partitions and is now split in ${partitions}; give it a new name`,
    );
};

/**
 * Undefined while another worker holds the partition, or while its rows are of another version. A worker that
 * holds at least two partitions more than we do gives one up: its page in progress then rolls back.
 */
export const claimPartition = async (
  pool: pg.Pool,
  processor: Processor,
  partition: number,
  worker: string,
): Promise<Position | undefined> => {
  const { rows } = await pool.query<{ position: string }>(
    `with standing as materialized (
       select partition, case when lease_until > now() then owner end as holder
         from work.checkpoints where processor = $1 order by partition for update
     ), wanted as (
       select s.partition from standing s
        where s.partition = $2
          and (s.holder is null or s.holder = $3
               or (select count(*) from standing o where o.holder = s.holder)
                  > (select count(*) from standing o where o.holder = $3) + 1)
     )
     update work.checkpoints c set owner = $3, lease_until = now() + make_interval(secs => ${LEASE_S})
       from wanted w
      where c.processor = $1 and c.partition = w.partition and c.version = $4
      returning c.position`,
    [processor.name, partition, worker, processor.version],
  );
  return rows[0] === undefined ? undefined : BigInt(rows[0].position);
};

/**
 * Keeps a partition through a page that takes longer than the lease; else two workers would take it from each other for
 * ever. A lease that has lapsed is not revived: someone may be taking it.
 */
export const renewLease = async (
  pool: pg.Pool,
  processor: Processor,
  partition: number,
  worker: string,
): Promise<void> => {
  await pool.query(
    `update work.checkpoints set lease_until = now() + make_interval(secs => ${LEASE_S})
      where processor = $1 and partition = $2 and owner = $3 and lease_until > now()`,
    [processor.name, partition, worker],
  );
};

/** False: someone else owns the partition or moved it; what was done in this transaction must roll back. */
export const moveCheckpoint = async (
  client: pg.ClientBase | pg.Pool,
  processor: Processor,
  partition: number,
  worker: string,
  from: Position,
  to: Position,
): Promise<boolean> => {
  const { rowCount } = await client.query(
    `update work.checkpoints
        set position = $5, updated_at = now(), lease_until = now() + make_interval(secs => ${LEASE_S})
      where processor = $1 and partition = $2 and owner = $3 and position = $4 and version = $6`,
    [processor.name, partition, worker, from.toString(), to.toString(), processor.version],
  );
  return rowCount === 1;
};

export const releasePartition = async (
  pool: pg.Pool,
  processor: Processor,
  partition: number,
  worker: string,
): Promise<void> => {
  await pool.query(
    `update work.checkpoints set owner = null, lease_until = null
      where processor = $1 and partition = $2 and owner = $3`,
    [processor.name, partition, worker],
  );
};

/**
 * Lets a process manager handle the whole log again; whoever is in the middle of a page notices. For what is idempotent
 * and goes to a place that lost it. Answers the number of its partitions: 0 where it never ran.
 */
export const restartProcessor = (pool: pg.Pool, name: string): Promise<number> =>
  inTransaction(pool, '', async (client) => {
    const { rowCount } = await client.query(
      'update work.checkpoints set position = 0, owner = null, lease_until = null where processor = $1',
      [name],
    );
    await client.query('delete from work.parked where processor = $1', [name]);
    return rowCount ?? 0;
  });

/** The position every partition of the processor has reached; undefined when it is not registered. */
export const reachedBy = async (pool: pg.Pool, name: string): Promise<Position | undefined> => {
  const { rows } = await pool.query<{ position: string | null }>(
    'select min(position) as position from work.checkpoints where processor = $1',
    [name],
  );
  const position = rows[0]?.position;
  return position === null || position === undefined ? undefined : BigInt(position);
};
