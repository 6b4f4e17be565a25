import type { Consumer, EachBatchPayload } from 'kafkajs';
import { CodedError } from '../../domain/errors.ts';
import { createKafkaBus } from '../../projections/kafka/kafka-bus.ts';
import {
  createKafkaClient,
  type KafkaConnection,
  toBusError,
  within,
} from '../../projections/kafka/kafka-client.ts';
import { deadLettersOf, ensureTopics, terraTopics } from '../../projections/kafka/topics.ts';
import { registerCodecs } from './codecs.ts';
import { arrivedFrom, redriven } from './dead-letters.ts';
import { type Ends, redriveGroupOf, waitingDeadLetters } from './dead-letters-waiting.ts';

export interface RedriveOptions {
  readonly connection: KafkaConnection;
  /** The topic whose dead letters go back into it. */
  readonly topic: string;
  readonly onProgress?: (progress: { done: number; total: number }) => void;
}

export interface RedriveReport {
  readonly redriven: number;
  /** Of these only the beginning was kept: they cannot be put back. */
  readonly skipped: number;
}

const AT_ONCE = 100;
const STALL_MS = 30_000;
const SESSION_MS = 10_000;

/**
 * Puts the dead letters that are there now back into their topic, where the consumer reads them like any message. What
 * was put back before is not put back again; after a crash in between, the last ones may be, and the consumer notices.
 * Throws `engine_unavailable`.
 */
export const redriveDlq = async ({
  connection,
  topic,
  onProgress,
}: RedriveOptions): Promise<RedriveReport> => {
  registerCodecs();
  const letters = deadLettersOf(topic);
  const client = createKafkaClient(connection);
  const admin = client.kafka.admin();
  const bus = createKafkaBus({ connection });
  const consumer = client.kafka.consumer({
    groupId: redriveGroupOf(topic),
    sessionTimeout: SESSION_MS,
    heartbeatInterval: SESSION_MS / 5,
    maxWaitTimeInMs: 200,
    retry: { restartOnFailure: async () => false },
  });
  const report = { redriven: 0, skipped: 0 };

  /** Puts back what of the batch was there at the beginning; answers whether that was the partition's last. */
  const putBack = async (payload: EachBatchPayload, end: bigint): Promise<boolean> => {
    const { batch } = payload;
    const wanted = batch.messages.filter(({ offset }) => BigInt(offset) < end);
    for (let start = 0; start < wanted.length; start += AT_ONCE) {
      if (!payload.isRunning() || payload.isStale()) return false;
      const some = wanted.slice(start, start + AT_ONCE);
      const arrived = some.map((message) => arrivedFrom(letters, batch.partition, message));
      const whole = arrived.filter(({ headers }) => headers['truncated'] !== 'true');
      await bus.publish(topic, whole.map(redriven));
      report.redriven += whole.length;
      report.skipped += some.length - whole.length;
      payload.resolveOffset(some.at(-1)!.offset);
      await payload.heartbeat();
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
      onProgress?.({ done: report.redriven + report.skipped, total });
    }
    return BigInt(batch.lastOffset()) >= end - 1n;
  };

  let total = 0;
  try {
    await ensureTopics(connection, terraTopics(topic));
    await admin.connect();
    const found = await waitingDeadLetters(admin, topic);
    total = found.left;
    onProgress?.({ done: 0, total });
    if (total > 0) await readAll(consumer, letters, found.ends, putBack);
    return report;
  } catch (error) {
    throw toBusError(error);
  } finally {
    await within(5_000, consumer.disconnect()).catch(() => {});
    await within(1_000, admin.disconnect()).catch(() => {});
    await bus.close();
    client.cut();
  }
};

/** Reads until every partition has reached its end; what stands still for long is given up. */
const readAll = async (
  consumer: Consumer,
  topic: string,
  ends: Ends,
  handle: (payload: EachBatchPayload, end: bigint) => Promise<boolean>,
): Promise<void> => {
  const over = Promise.withResolvers<void>();
  over.promise.catch(() => {});
  const stalled = (): void =>
    over.reject(
      new CodedError('engine_unavailable', 503, `nothing came from ${topic} for ${STALL_MS / 1_000} s`),
    );
  let watch = setTimeout(stalled, STALL_MS);
  consumer.on(consumer.events.CRASH, ({ payload }) => over.reject(payload.error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => {
        const { partition } = payload.batch;
        const end = ends.get(partition);
        if (end === undefined) return;
        if (await handle(payload, end)) ends.delete(partition);
        clearTimeout(watch);
        watch = setTimeout(stalled, STALL_MS);
        if (ends.size === 0) over.resolve();
      },
    });
    await over.promise;
  } finally {
    clearTimeout(watch);
  }
};
