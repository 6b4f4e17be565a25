import type pg from 'pg';
import type { EventStore } from '../event-store.ts';
import { inTransaction } from '../postgres/transaction.ts';
import { describeError, refuseUnreadable } from './handle-page.ts';
import { MAX_ERROR } from './parking.ts';
import { type Processor, READ_SCHEMA } from './processor.ts';

export interface ReplayOutcome {
  readonly replayed: number;
  /** Still parked, of what was asked for. */
  readonly remaining: number;
  /** Why it stopped early. */
  readonly error?: string;
}

/**
 * Handles the parked events of a processor, or of one of its streams, in the order of the log, each in a transaction
 * that also forgets it; stops at the first that still fails. Later events of a stream wait until its last parked one
 * is through: see `lockParkedStreams`. Events of people erased meanwhile are forgotten without being handled.
 */
export const replayParked = async (
  pool: pg.Pool,
  store: EventStore,
  processor: Processor,
  stream?: string,
): Promise<ReplayOutcome> => {
  let replayed = 0;
  let error: string | undefined;
  try {
    while (await replayNext(pool, store, processor, stream)) replayed++;
  } catch (cause) {
    error = describeError(cause).slice(0, MAX_ERROR);
  }
  const { rows } = await pool.query<{ remaining: string }>(
    `select count(*) as remaining from work.parked where processor = $1 and ($2::text is null or stream = $2)`,
    [processor.name, stream ?? null],
  );
  const remaining = Number(rows[0]!.remaining);
  return error === undefined ? { replayed, remaining } : { replayed, remaining, error };
};

const replayNext = (
  pool: pg.Pool,
  store: EventStore,
  processor: Processor,
  stream: string | undefined,
): Promise<boolean> =>
  inTransaction(pool, `set local search_path = ${READ_SCHEMA}, public`, async (client) => {
    // Tables before parked rows, in the order of a rebuild's swap.
    if (processor.kind === 'projection')
      await client.query(`lock table ${processor.tableNames.join(', ')} in row exclusive mode`);
    const { rows } = await client.query<{ position: string }>(
      `delete from work.parked where processor = $1 and position =
         (select position from work.parked where processor = $1 and ($2::text is null or stream = $2)
           order by position limit 1 for update)
       returning position`,
      [processor.name, stream ?? null],
    );
    if (rows[0] === undefined) return false;
    const event = await store.readAt(BigInt(rows[0].position));
    const events = event === undefined ? [] : [event];
    refuseUnreadable(events);
    if (events.length > 0)
      await (processor.kind === 'projection' ? processor.apply(client, events) : processor.react(events));
    return true;
  });
