import { setTimeout as sleep } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import { createLanes } from '../../commands/lanes.ts';
import { CodedError, isCoded } from '../../domain/errors.ts';
import type { EventStore } from '../../eventstore/event-store.ts';
import { describeError, isTransient } from '../../eventstore/subscriptions/handle-page.ts';
import { createKafkaBus } from '../../projections/kafka/kafka-bus.ts';
import type { KafkaConnection } from '../../projections/kafka/kafka-client.ts';
import { deadLettersOf, ensureTopics, TERRA_TOPIC, terraTopics } from '../../projections/kafka/topics.ts';
import { type ArrivedMessage, arrivedFrom, deadLetter } from './dead-letters.ts';
import type { PayloadSource } from './fetch-payload.ts';
import { superviseConsumer } from './supervise.ts';
import { createTerraIntake, type Read } from './terra-intake.ts';

export interface TerraConsumerOptions {
  readonly connection: KafkaConnection;
  readonly store: EventStore;
  readonly payloads: PayloadSource;
  /** `terra-biometric-events`; its dead letters go to `<topic>.dlq`. */
  readonly topic?: string;
  readonly groupId?: string;
  /** How soon another consumer takes over from one that died without a word. The broker allows 6 s at least. */
  readonly sessionTimeoutMs?: number;
  readonly now?: () => Date;
  readonly onOutcome?: (outcome: 'accepted' | 'duplicate' | 'dead', reason?: string) => void;
  /** The log, the topic of dead letters or Kafka itself is away; what was read is read again later. */
  readonly onRetry?: (error: unknown) => void;
}

export interface TerraConsumerStatus {
  readonly state: 'connecting' | 'consuming' | 'stopped';
  /** Partitions that wait because the log cannot take what was read. */
  readonly waiting: number;
  /** Messages of the partitions read here that are not stored yet, as far as known. */
  readonly behind: number;
  /** Of the newest failure; gone once things work again. */
  readonly error?: string;
}

export interface TerraConsumer {
  status(): TerraConsumerStatus;
  /** Ends what is being stored, commits nothing that is not, and leaves the group. */
  stop(): Promise<void>;
}

/** Bodies in memory at once, per partition: each may have 12 MiB. */
const WAVE = 8;
const PARTITIONS_AT_ONCE = 2;
const MAX_BACKOFF_MS = 5_000;
const STRANGE_ATTEMPTS = 3;

/**
 * Brings Terra's deliveries from Kafka into the log. An offset is committed after everything before it is in the log or
 * among the dead letters; what a crash or a rebalance brings again is a duplicate there.
 */
export const startTerraConsumer = (options: TerraConsumerOptions): TerraConsumer => {
  const { connection, topic = TERRA_TOPIC, now = () => new Date(), sessionTimeoutMs = 10_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const intake = createTerraIntake(options.store, options.payloads, now);
  const letters = createKafkaBus({ connection });
  const pauses = new Map<number, NodeJS.Timeout>();
  const failures = new Map<number, number>();
  const behind = new Map<number, number>();
  let state: TerraConsumerStatus['state'] = 'connecting';
  let failure: unknown;

  const fail = (error: unknown): void => {
    failure = error;
    options.onRetry?.(error);
  };

  const bury = async (message: ArrivedMessage, reason: string): Promise<void> => {
    const place = deadLettersOf(topic);
    try {
      await letters.publish(place, [deadLetter(message, reason, now())]);
    } catch (error) {
      if (!isCoded(error, 'message_refused')) throw error;
      await letters.publish(place, [deadLetter(message, reason, now(), true)]);
    }
    options.onOutcome?.('dead', reason);
  };

  /** Why the log does not take it; null when it did. Failures that heal by themselves are thrown. */
  const keep = async (read: Extract<Read, { ok: true }>): Promise<string | null> => {
    for (let attempts = 1; ; attempts++) {
      try {
        const { duplicate } = await intake.keep(read);
        options.onOutcome?.(duplicate ? 'duplicate' : 'accepted');
        return null;
      } catch (error) {
        if (isTransient(error)) throw error;
        const isRefusal = error instanceof CodedError && error.status < 500;
        if (isRefusal || attempts === STRANGE_ATTEMPTS) return `not_stored: ${describeError(error)}`;
        await sleep(200 * attempts);
      }
    }
  };

  /** Fetches beside each other, stores each person's bodies in the order of the partition. */
  const handle = async (wave: readonly ArrivedMessage[]): Promise<void> => {
    const reads = await Promise.all(wave.map((message) => intake.read(message, signal)));
    const lanes = createLanes(WAVE);
    for (const [index, read] of reads.entries())
      lanes.run(read.ok ? read.delivery.externalUser : 'dead letters', async () => {
        const reason = read.ok ? await keep(read) : read.reason;
        if (reason !== null) await bury(wave[index]!, reason);
      });
    await lanes.settled();
  };

  const wait = ({ batch, pause }: EachBatchPayload, error: unknown): void => {
    const { partition } = batch;
    const count = (failures.get(partition) ?? 0) + 1;
    failures.set(partition, count);
    fail(error);
    const resume = pause();
    const timer = setTimeout(
      () => {
        pauses.delete(partition);
        resume();
      },
      Math.min(MAX_BACKOFF_MS, 125 * 2 ** count),
    );
    clearTimeout(pauses.get(partition));
    pauses.set(partition, timer);
  };

  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { batch, heartbeat, isRunning, isStale, resolveOffset } = payload;
    const arrived = batch.messages.map((message) => arrivedFrom(batch.topic, batch.partition, message));
    for (let start = 0; start < arrived.length; start += WAVE) {
      if (!isRunning() || isStale() || signal.aborted) return;
      const wave = arrived.slice(start, start + WAVE);
      try {
        await beating(heartbeat, sessionTimeoutMs / 4, () => handle(wave));
      } catch (error) {
        if (signal.aborted) return;
        if (!isTransient(error)) throw error;
        return wait(payload, error);
      }
      failures.delete(batch.partition);
      failure = undefined;
      const last = wave.at(-1)!.offset;
      behind.set(batch.partition, Number(BigInt(batch.highWatermark) - BigInt(last) - 1n));
      resolveOffset(last);
      await heartbeat();
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
    }
  };

  const done = superviseConsumer({
    connection,
    signal,
    topics: [topic],
    consumer: {
      groupId: options.groupId ?? 'auren-terra',
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs * 3,
      heartbeatInterval: sessionTimeoutMs / 5,
      maxWaitTimeInMs: 500,
    },
    run: {
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch,
    },
    prepare: () => ensureTopics(connection, terraTopics(topic)),
    onJoined: () => {
      state = 'consuming';
      behind.clear();
      failure = undefined;
    },
    onFailure: (error) => {
      state = 'connecting';
      fail(error);
    },
  });

  return {
    status: () => ({
      state,
      waiting: pauses.size,
      behind: [...behind.values()].reduce((sum, count) => sum + count, 0),
      ...(failure === undefined ? {} : { error: describeError(failure) }),
    }),
    stop: async () => {
      stopping.abort();
      for (const timer of pauses.values()) clearTimeout(timer);
      pauses.clear();
      await done;
      await letters.close();
      state = 'stopped';
    },
  };
};

/** Tells the group that this consumer lives while the work goes on; a group that changed meanwhile is told of after it. */
const beating = async (
  heartbeat: () => Promise<void>,
  everyMs: number,
  work: () => Promise<void>,
): Promise<void> => {
  let failure: unknown;
  const timer = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      failure = error;
    });
  }, everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  if (failure !== undefined) throw failure;
};
