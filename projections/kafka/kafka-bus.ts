import { CompressionTypes, Partitioners, type Producer } from 'kafkajs';
import { CodedError } from '../../domain/errors.ts';
import type { Bus, BusMessage } from './bus.ts';
import {
  createKafkaClient,
  type KafkaClient,
  type KafkaConnection,
  RETRY,
  toBusError,
  within,
} from './kafka-client.ts';
import { ensureTopics, type TopicSpec } from './topics.ts';

export interface KafkaBusOptions {
  readonly connection: KafkaConnection;
  /** Made when they are missing, whenever the bus connects. */
  readonly topics?: readonly TopicSpec[];
  /** How long one batch may take, retries included. */
  readonly deadlineMs?: number;
}

/** kafkajs sends what it is given for a partition as one batch, and the broker's limit (1 MB by default) is for a batch. */
const MAX_BATCH_BYTES = 900_000;
const DEADLINE_MS = 15_000;
const CLOSE_MS = 3_000;
const OVERHEAD_BYTES = 100;

interface Session {
  readonly client: KafkaClient;
  readonly producer: Producer;
}

/**
 * Kafka by an idempotent producer: retries inside one batch neither double nor reorder it.
 *
 * One batch is sent at a time and a producer whose batch failed is never used again: kafkajs gives the next batch the
 * failed one's sequence number, so that a broker which had kept the failed one would take the next for its repetition
 * and drop it without an error.
 */
export const createKafkaBus = (options: KafkaBusOptions): Bus => {
  const { connection, topics = [], deadlineMs = DEADLINE_MS } = options;
  let session: Session | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let failures = 0;
  let failure: CodedError | undefined;
  let closed = false;

  const open = async (): Promise<Session> => {
    await ensureTopics(connection, topics);
    const client = createKafkaClient(connection);
    const producer = client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: RETRY,
    });
    try {
      await within(deadlineMs, producer.connect());
    } catch (error) {
      client.cut();
      throw error;
    }
    return { client, producer };
  };

  const discard = (): void => {
    session?.client.cut();
    session?.producer.disconnect().catch(() => {});
    session = undefined;
  };

  const send = async (topic: string, messages: readonly BusMessage[]): Promise<void> => {
    try {
      session ??= await open();
      const records = messages.map(({ key, value, headers }) => ({
        key,
        value: typeof value === 'string' ? value : Buffer.from(value),
        headers: { ...headers },
      }));
      const sent = session.producer.send({
        topic,
        messages: records,
        acks: -1,
        timeout: 5_000,
        compression: CompressionTypes.GZIP,
      });
      await within(deadlineMs, sent);
    } catch (error) {
      discard();
      const coded = toBusError(error);
      if (coded.code === 'engine_unavailable') {
        failures++;
        failure = coded;
      }
      throw coded;
    }
  };

  return {
    publish: async (topic, messages) => {
      if (closed) throw new CodedError('engine_unavailable', 503, 'the bus is closed');
      const before = failures;
      const turn = tail.then(async () => {
        // Kafka went away while this one waited: say so at once instead of waiting for it again.
        if (failures !== before && failure !== undefined) throw failure;
        for (const batch of batchesOf(messages)) await send(topic, batch);
      });
      tail = turn.catch(() => {});
      return turn;
    },
    close: async () => {
      closed = true;
      await tail;
      const open = session;
      session = undefined;
      if (open === undefined) return;
      await within(CLOSE_MS, open.producer.disconnect()).catch(() => {});
      open.client.cut();
    },
  };
};

const sizeOf = ({ key, value, headers }: BusMessage): number => {
  let bytes = OVERHEAD_BYTES + (typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength);
  if (key !== null) bytes += Buffer.byteLength(key);
  for (const [name, text] of Object.entries(headers)) bytes += name.length + Buffer.byteLength(text);
  return bytes;
};

/** In order; a message that is larger than a batch should be goes alone. */
const batchesOf = (messages: readonly BusMessage[]): BusMessage[][] => {
  const batches: BusMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (size > room || batches.length === 0) {
      batches.push([]);
      room = MAX_BATCH_BYTES;
    }
    batches.at(-1)!.push(message);
    room -= size;
  }
  return batches;
};
