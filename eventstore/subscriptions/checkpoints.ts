import type pg from 'pg';
import type { Position } from '../event-log.ts';
import type { Processor } from './processor.ts';

/** A worker that does not renew within this time has lost its partition. */
export const LEASE_S = 10;

export interface Claim {
  readonly position: Position;
  readonly version: number;
}

/** One row a partition; a processor that is new starts at the beginning of the log. */
export const registerProcessor = async (pool: pg.Pool, processor: Processor): Promise<void> => {
  await pool.query(
    `insert into work.checkpoints (processor, partition, partitions, version)
     select $1, p, $2, $3 from generate_series(0, $2 - 1) p on conflict do nothing`,
    [processor.name, processor.partitions, processor.version],
  );
};

/** Undefined while another worker holds the partition. */
export const claimPartition = async (
  pool: pg.Pool,
  processor: Processor,
  partition: number,
  worker: string,
): Promise<Claim | undefined> => {
  const { rows } = await pool.query<{ position: string; version: number }>(
    `update work.checkpoints set owner = $3, lease_until = now() + make_interval(secs => ${LEASE_S})
      where processor = $1 and partition = $2 and (owner is null or owner = $3 or lease_until < now())
      returning position, version`,
    [processor.name, partition, worker],
  );
  const row = rows[0];
  return row === undefined ? undefined : { position: BigInt(row.position), version: row.version };
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
      where processor = $1 and partition = $2 and owner = $3 and position = $4`,
    [processor.name, partition, worker, from.toString(), to.toString()],
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

/** The position every partition of the processor has reached; undefined when it is not registered. */
export const reachedBy = async (pool: pg.Pool, name: string): Promise<Position | undefined> => {
  const { rows } = await pool.query<{ position: string | null }>(
    'select min(position) as position from work.checkpoints where processor = $1',
    [name],
  );
  const position = rows[0]?.position;
  return position === null || position === undefined ? undefined : BigInt(position);
};
