import type pg from 'pg';
import { CodedError } from '../domain/errors.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import { describeError, isTransient, refuseUnreadable } from '../eventstore/subscriptions/handle-page.ts';
import type { ParkedEvent } from '../eventstore/subscriptions/parking.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';

export const PAGE_SIZE = 2_000;

/** How far the tables of a rebuild are. */
export interface Built {
  position: Position;
  events: number;
  /** What the projection cannot handle, and what follows in the streams of that. */
  readonly parked: { readonly event: ParkedEvent; readonly error: string }[];
}

/** Takes the tables that `search_path` names one page further, at most to the goal. */
export const buildPage = async (
  store: EventStore,
  projection: Projection,
  client: pg.ClientBase,
  built: Built,
  goal: Position,
): Promise<void> => {
  const page = await store.readAll(built.position, PAGE_SIZE, { types: projection.handles });
  if (page.position === built.position)
    throw new CodedError(
      'engine_unavailable',
      503,
      'the log ends before the place where the live tables stand',
      {
        retryAfterS: 10,
      },
    );
  const events = page.events.filter((event) => event.position <= goal);
  const held = new Set(built.parked.map(({ event }) => event.stream));
  const free = events.filter((event) => !held.has(event.stream));
  const allWent = (await failureOf(projection, client, free)) === undefined;
  for (const event of events) {
    const error = held.has(event.stream)
      ? 'an earlier event of its stream is parked'
      : allWent
        ? undefined
        : await failureOf(projection, client, [event]);
    if (error === undefined) continue;
    held.add(event.stream);
    const { id, type, stream, position } = event;
    built.parked.push({ event: { id, type, stream, position }, error });
  }
  built.events += events.length;
  built.position = page.position < goal ? page.position : goal;
};

/** Leaves the transaction usable. Throws only what a later attempt may heal. */
const failureOf = async (
  projection: Projection,
  client: pg.ClientBase,
  events: readonly Recorded[],
): Promise<string | undefined> => {
  if (events.length === 0) return undefined;
  await client.query('savepoint events');
  try {
    refuseUnreadable(events);
    await projection.apply(client, events);
    await client.query('release savepoint events');
    return undefined;
  } catch (error) {
    if (isTransient(error)) throw error;
    await client.query('rollback to savepoint events');
    return describeError(error);
  }
};
