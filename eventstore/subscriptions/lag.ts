import type pg from 'pg';
import type { Position } from '../event-log.ts';
import type { EventStore, Recorded } from '../event-store.ts';
import type { Processor } from './processor.ts';

export interface ProcessorStatus {
  readonly name: string;
  readonly kind: Processor['kind'];
  readonly version: number;
  readonly position: string;
  readonly head: string;
  /**
   * From the first event that waits to the head, of whatever type, else 0: an upper bound on events. Positions where
   * they are dense; counted, up to `MOST_COUNTED`, where they are not.
   */
  readonly lag_events: number;
  /** Age of the first event that waits. */
  readonly lag_seconds: number;
  readonly parked: number;
}

const MOST_COUNTED = 1_000;

/** Looks on past events of erased people: they wait for nothing. */
const firstWaiting = async (
  store: EventStore,
  processor: Processor,
  after: Position,
  head: Position,
): Promise<Recorded | undefined> => {
  for (let position = after, limit = 1; position < head; limit = 100) {
    const page = await store.readAll(position, limit, { types: processor.handles });
    if (page.events[0] !== undefined) return page.events[0];
    if (page.position === position) return undefined;
    position = page.position;
  }
  return undefined;
};

const countFrom = async (store: EventStore, waiting: Recorded, head: Position): Promise<number> =>
  store.countAfter === undefined
    ? Number(head - waiting.position) + 1
    : (await store.countAfter(waiting.position, MOST_COUNTED - 1)) + 1;

/** How far each processor is, honestly: in events and in seconds. */
export const processorStatus = async (
  pool: pg.Pool,
  store: EventStore,
  processors: readonly Processor[],
  now: Date,
): Promise<ProcessorStatus[]> => {
  const head = await store.head();
  const { rows } = await pool.query<{ processor: string; position: string; version: number; parked: string }>(
    `select c.processor, min(c.position) as position, min(c.version) as version,
            (select count(*) from work.parked p where p.processor = c.processor) as parked
       from work.checkpoints c group by c.processor`,
  );
  const known = new Map(rows.map((row) => [row.processor, row]));
  return Promise.all(
    processors.map(async (processor) => {
      const row = known.get(processor.name);
      const position = BigInt(row?.position ?? 0);
      const waiting = await firstWaiting(store, processor, position, head);
      return {
        name: processor.name,
        kind: processor.kind,
        version: row?.version ?? processor.version,
        position: position.toString(),
        head: head.toString(),
        lag_events: waiting === undefined ? 0 : await countFrom(store, waiting, head),
        lag_seconds:
          waiting === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(waiting.recordedAt)) / 1_000),
        parked: Number(row?.parked ?? 0),
      };
    }),
  );
};
