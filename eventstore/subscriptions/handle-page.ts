import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import type { Position } from '../event-log.ts';
import type { Recorded } from '../event-store.ts';
import { isEngineFailure } from '../postgres/failures.ts';
import { inTransaction } from '../postgres/transaction.ts';
import { moveCheckpoint } from './checkpoints.ts';
import { lockParkedStreams, park } from './parking.ts';
import { type Processor, READ_SCHEMA } from './processor.ts';

export interface Partition {
  readonly pool: pg.Pool;
  readonly processor: Processor;
  readonly partition: number;
  readonly worker: string;
}

/** Another worker took the partition over: nothing of this page was kept. */
export class PartitionLost extends Error {}
/** A stream that was parked has been replayed or skipped meanwhile: nothing of this page was kept. */
export class ParkingChanged extends Error {}

const POISON_ATTEMPTS = 3;

/**
 * Runs `work` and moves the checkpoint; for a projection both commit together. No waiting for the disk: what
 * a crash takes back is handled again from the log.
 */
const commit = async (
  { pool, processor, partition, worker }: Partition,
  from: Position,
  to: Position,
  work: (tx: pg.ClientBase) => Promise<void>,
): Promise<void> => {
  const settings = `set local synchronous_commit = off; set local search_path = ${READ_SCHEMA}, public`;
  await inTransaction(pool, settings, async (client) => {
    await work(client);
    if (!(await moveCheckpoint(client, processor, partition, worker, from, to))) throw new PartitionLost();
  });
};

export const refuseUnreadable = (events: readonly Recorded[]): void => {
  const broken = events.find((event) => event.unreadable !== undefined);
  if (broken !== undefined) throw new Error(`the event does not decode: ${broken.unreadable}`);
};

/** Engines that are down heal by themselves: such a failure never parks an event. */
export const isTransient = (error: unknown): boolean =>
  error instanceof PartitionLost ||
  error instanceof ParkingChanged ||
  isEngineFailure(error) ||
  (error instanceof CodedError && (error.code === 'engine_unavailable' || error.code === 'saturated'));

/** Never with a value of the event: what PostgreSQL (class 22) or a parser could not read, it quotes. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const quotes = error instanceof SyntaxError || ('code' in error && /^22/.test(String(error.code)));
  const message = quotes ? error.message.replace(/(["'])(?:(?!\1).)*\1/gs, '$1…$1') : error.message;
  return `${error.name}: ${message}`;
};

/**
 * Handles a page and moves the checkpoint from `from` to `to`. When the page fails, its events are handled
 * one by one; one that keeps failing is parked together with what follows in its stream, and the rest goes on.
 * Throws only what a later attempt may heal.
 */
export const handlePage = async (
  target: Partition,
  events: readonly Recorded[],
  from: Position,
  to: Position,
  parkedStreams: Set<string>,
  onParked: (event: Recorded, error: unknown) => void,
): Promise<void> => {
  const { processor } = target;
  const attempt = async (batch: readonly Recorded[], start: Position, end: Position): Promise<void> => {
    const free = batch.filter((event) => !parkedStreams.has(event.stream));
    const held = batch.filter((event) => parkedStreams.has(event.stream));
    refuseUnreadable(free);
    if (processor.kind === 'process' && free.length > 0) await processor.react(free);
    await commit(target, start, end, async (tx) => {
      if (processor.kind === 'projection' && free.length > 0) await processor.apply(tx, free);
      if (held.length === 0) return;
      const streams = new Set(held.map((event) => event.stream));
      if ((await lockParkedStreams(tx, processor.name, [...streams])) < streams.size)
        throw new ParkingChanged();
      await park(tx, processor.name, held, 'an earlier event of its stream is parked');
    });
  };

  try {
    await attempt(events, from, to);
    return;
  } catch (error) {
    if (isTransient(error)) throw error;
  }
  let position = from;
  for (const [index, event] of events.entries()) {
    const end = index === events.length - 1 ? to : event.position;
    for (let tries = 1; ; tries++) {
      try {
        await attempt([event], position, end);
        break;
      } catch (error) {
        if (isTransient(error)) throw error;
        if (tries < POISON_ATTEMPTS) continue;
        await commit(target, position, end, (tx) => park(tx, processor.name, [event], describeError(error)));
        parkedStreams.add(event.stream);
        onParked(event, error);
        break;
      }
    }
    position = end;
  }
};
