import type pg from 'pg';
import type { Recorded } from '../event-store.ts';

/** Error texts may quote a value: keep what says where and what kind, cut the rest. */
export const MAX_ERROR = 300;

export interface Parked {
  readonly processor: string;
  readonly position: string;
  readonly stream: string;
  readonly event_id: string;
  readonly type: string;
  readonly error: string;
  readonly parked_at: Date;
}

/** What parking keeps of an event; the rest stays in the log. */
export type ParkedEvent = Pick<Recorded, 'id' | 'type' | 'stream' | 'position'>;

export const park = async (
  client: pg.ClientBase | pg.Pool,
  processor: string,
  events: readonly ParkedEvent[],
  error: string,
): Promise<void> => {
  if (events.length === 0) return;
  await client.query(
    `insert into work.parked (processor, position, stream, event_id, type, error)
     select $1, p, s, i, t, $6 from unnest($2::bigint[], $3::text[], $4::uuid[], $5::text[]) u(p, s, i, t)
     on conflict do nothing`,
    [
      processor,
      events.map((event) => event.position.toString()),
      events.map((event) => event.stream),
      events.map((event) => event.id),
      events.map((event) => event.type),
      error.slice(0, MAX_ERROR),
    ],
  );
};

export const parkedStreams = async (pool: pg.Pool, processor: string): Promise<Set<string>> => {
  const { rows } = await pool.query<{ stream: string }>(
    'select distinct stream from work.parked where processor = $1',
    [processor],
  );
  return new Set(rows.map((row) => row.stream));
};

/** Keeps parked streams parked until this transaction ends. Answers how many of them still are. */
export const lockParkedStreams = async (
  client: pg.ClientBase,
  processor: string,
  streams: readonly string[],
): Promise<number> => {
  const { rowCount } = await client.query(
    `select from unnest($2::text[]) wanted(stream), lateral (
       select from work.parked p where p.processor = $1 and p.stream = wanted.stream
        order by p.position desc limit 1 for key share) last`,
    [processor, streams],
  );
  return rowCount ?? 0;
};

export const listParked = async (pool: pg.Pool, processor?: string): Promise<Parked[]> => {
  const { rows } = await pool.query<Parked>(
    'select * from work.parked where $1::text is null or processor = $1 order by processor, position',
    [processor ?? null],
  );
  return rows;
};

/** Forgets the parked events of a stream without handling them; later ones of the stream are handled again. */
export const skipParked = async (pool: pg.Pool, processor: string, stream: string): Promise<number> => {
  const { rowCount } = await pool.query('delete from work.parked where processor = $1 and stream = $2', [
    processor,
    stream,
  ]);
  return rowCount ?? 0;
};
