import { setTimeout as sleep } from 'node:timers/promises';
import type { EventData } from '@eventstore/db-client';
import { CodedError } from '../../domain/errors.ts';
import type { AppendResult, NewRecord, Position } from '../event-log.ts';
import type { QueuedAppend } from '../group-commit.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import type { KnownStream, KnownStreams } from './known-streams.ts';
import type { StreamReading } from './read-stream.ts';
import { isPosition, toEvent } from './records.ts';
import { createLargeDataWriter, type LargeDataWriter } from './write-large-data.ts';

export interface StreamAppend extends QueuedAppend {
  /** Of its records, those whose data is stored in parts before. */
  readonly large: ReadonlySet<NewRecord>;
}
export interface AppendContext {
  readonly connection: Connection;
  readonly reading: StreamReading;
  readonly known: KnownStreams;
  /** The furthest position that was seen, by whatever way. */
  readonly seen: { furthest(): Position; saw(position: Position): void };
  /** Of each part of large data but the last. */
  readonly partBytes: number;
  /** How long an unknown outcome is tried again. */
  readonly retryForMs: number;
  /** Aborted when the log closes: nothing is tried again. */
  readonly closing: AbortSignal;
}
type Outcome = AppendResult | CodedError;
type Verdict = 'write' | 'conflict' | { readonly storedAs: number };

/** What the port's contract says of an append to a stream as it is known. */
const judge = (append: StreamAppend, stream: KnownStream): Verdict => {
  const versions = append.records.map((record) => stream.ids.get(record.id)).filter((v) => v !== undefined);
  if (versions.length === append.records.length) return { storedAs: Math.max(...versions) };
  const wanted = append.expected === 'none' ? 0 : append.expected;
  return versions.length === 0 && (wanted === 'any' || wanted === stream.version) ? 'write' : 'conflict';
};

const notConfirmed = (cause: unknown): CodedError =>
  new CodedError('engine_unavailable', 503, 'the event store did not confirm the append', {
    cause,
    retryAfterS: 2,
  });

/**
 * Appends of one stream, as one: several with `any`, or a single other one. Always at the exact revision that the
 * stream is known to have, never with the server's own `any`, whose memory of repeats ends with a restart. The same
 * ids at the same revision are answered as success however often they are sent, so what has an unknown outcome is
 * sent again; and should an attempt arrive late, after others have written, its revision keeps it out.
 */
export const appendToStream = async (
  context: AppendContext,
  group: readonly StreamAppend[],
): Promise<Outcome[]> => {
  const { connection, reading, known, seen } = context;
  const stream = group[0]!.stream;
  const outcomes = new Map<StreamAppend, Outcome>();
  const open = (): StreamAppend[] => group.filter((append) => !outcomes.has(append));
  const sent = new Set<StreamAppend>();
  const seenBefore = seen.furthest();
  let until = performance.now() + context.retryForMs;
  const writers = new Map<NewRecord, LargeDataWriter>();
  /** A conflict is answered only of what was just read: other processes write to the stream as well. */
  let knowledge: 'kept' | 'outdated' | 'fresh' = 'kept';

  const current = async (): Promise<KnownStream> => {
    const kept = knowledge === 'outdated' ? undefined : known.get(stream);
    if (kept !== undefined) {
      const doubtful = kept.doubtful || open().some((append) => judge(append, kept) === 'conflict');
      if (knowledge === 'fresh' || !doubtful) return kept;
    }
    const read = await reading.refresh(stream);
    knowledge = 'fresh';
    return read;
  };

  /** Its large data is stored when this resolves. */
  const eventOf = async (append: StreamAppend, record: NewRecord): Promise<EventData> => {
    if (!append.large.has(record)) return toEvent(record);
    let writer = writers.get(record);
    if (writer === undefined) {
      writer = createLargeDataWriter(connection.append, record.data, context.partBytes, () => {
        until = performance.now() + context.retryForMs;
      });
      writers.set(record, writer);
    }
    return toEvent(record, await writer.finish());
  };

  const write = async (appends: readonly StreamAppend[], before: number): Promise<void> => {
    const events: EventData[] = [];
    for (const append of appends)
      for (const record of append.records) events.push(await eventOf(append, record));
    for (const append of appends) sent.add(append);
    const answer = await connection.append(stream, before, events);
    const commit = answer.position?.commit;
    const position = isPosition(commit) ? commit : await reading.positionAt(stream, before + events.length);
    known.learn(
      stream,
      before,
      events.map(({ id }, index) => ({ id, version: before + 1 + index })),
    );
    seen.saw(position);
    // At a place that was seen before all this began, it was stored by another process, earlier.
    const status = position > seenBefore ? 'appended' : 'duplicate';
    let version = before;
    for (const append of appends) {
      version += append.records.length;
      outcomes.set(append, { status, version, position });
    }
  };

  const attempt = async (): Promise<void> => {
    const now = await current();
    const { version } = now;
    const verdicts = open().map((append) => [append, judge(append, now)] as const);
    for (const [append, verdict] of verdicts) {
      if (verdict === 'conflict') outcomes.set(append, { status: 'conflict', version });
      if (typeof verdict === 'string') continue;
      const position = await reading.positionAt(stream, verdict.storedAs);
      const status = sent.has(append) && position > seenBefore ? 'appended' : 'duplicate';
      outcomes.set(append, { status, version: verdict.storedAs, position });
    }
    const writes = verdicts.filter(([, verdict]) => verdict === 'write').map(([append]) => append);
    if (writes.length > 0) await write(writes, version);
  };

  for (let attempts = 1; outcomes.size < group.length; attempts++) {
    try {
      await attempt();
    } catch (error) {
      const failure = failureOf(error instanceof CodedError ? error.cause : error);
      const last = context.closing.aborted || performance.now() >= until;
      if (failure === 'refused')
        for (const append of open()) outcomes.set(append, await refused(context, append, group, error));
      else if (last) {
        known.doubt(stream);
        for (const append of open()) outcomes.set(append, notConfirmed(error));
      } else {
        if (failure === 'wrong_version') knowledge = 'outdated';
        if (failure === 'wrong_version' && attempts <= 3) continue;
        const pause = Math.min(1_000, 20 * 2 ** attempts) * (0.5 + Math.random() / 2);
        await sleep(pause, undefined, { signal: context.closing }).catch(() => {});
      }
    }
  }
  return group.map((append) => outcomes.get(append)!);
};

/** What the server refuses must not fail its neighbours: each is tried alone. */
const refused = async (
  context: AppendContext,
  append: StreamAppend,
  group: readonly StreamAppend[],
  cause: unknown,
): Promise<Outcome> =>
  group.length === 1
    ? new CodedError('append_invalid', 500, 'the event store refused the append', { cause })
    : (await appendToStream(context, [append]))[0]!;
