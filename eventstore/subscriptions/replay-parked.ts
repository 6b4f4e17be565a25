import type pg from 'pg';
import type { EventStore } from '../event-store.ts';
import { listParked } from './parking.ts';
import { type Processor, READ_SCHEMA } from './processor.ts';

export interface ReplayOutcome {
  readonly replayed: number;
  readonly remaining: number;
  /** Why the first event that is left still fails. */
  readonly error?: string;
}

/** Handles parked events again, oldest first, each in a transaction of its own; stops at the first that still fails. */
export const replayParked = async (
  pool: pg.Pool,
  store: EventStore,
  processor: Processor,
  stream?: string,
): Promise<ReplayOutcome> => {
  const parked = (await listParked(pool, processor.name)).filter((row) => stream === undefined || row.stream === stream);
  for (const [index, row] of parked.entries()) {
    const client = await pool.connect();
    try {
      const page = await store.readAll(BigInt(row.position) - 1n, 1);
      // None: its person was erased since.
      const events = page.events.filter((event) => event.id === row.event_id);
      if (events[0]?.unreadable !== undefined) throw new Error(`the event does not decode: ${events[0].unreadable}`);
      await client.query(`begin; set local search_path = ${READ_SCHEMA}, public`);
      if (events.length > 0) {
        if (processor.kind === 'projection') await processor.apply(client, events);
        else await processor.react(events);
      }
      await client.query('delete from work.parked where processor = $1 and position = $2', [row.processor, row.position]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => {});
      const reason = error instanceof Error ? error.message : String(error);
      return { replayed: index, remaining: parked.length - index, error: reason.slice(0, 300) };
    } finally {
      client.release();
    }
  }
  return { replayed: parked.length, remaining: 0 };
};
