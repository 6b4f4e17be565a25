import type { KafkaMessage } from 'kafkajs';
import type { BusMessage } from '../../projections/kafka/bus.ts';

/** A message as it was read from a topic. */
export interface ArrivedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** As Kafka gives it: milliseconds since 1970, -1 for none. */
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export const arrivedFrom = (topic: string, partition: number, message: KafkaMessage): ArrivedMessage => ({
  topic,
  partition,
  offset: message.offset,
  timestamp: message.timestamp,
  key: message.key,
  value: message.value,
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  ),
});

/** Where and when a message came first; what was re-driven keeps it. */
export interface Origin {
  readonly topic: string;
  readonly partition: string;
  readonly offset: string;
  /** Milliseconds since 1970; null for none. */
  readonly sentAtMs: number | null;
}

const KEPT_OF_TRUNCATED = 64 * 1024;

const timeOf = (text: string | undefined): number | null => {
  const time = Number(text);
  return Number.isSafeInteger(time) && time > 0 ? time : null;
};

export const originOf = ({ topic, partition, offset, timestamp, headers }: ArrivedMessage): Origin => {
  const first = headers['original-topic'];
  return first === undefined
    ? { topic, partition: String(partition), offset, sentAtMs: timeOf(timestamp) }
    : {
        topic: first,
        partition: headers['original-partition'] ?? '?',
        offset: headers['original-offset'] ?? '?',
        sentAtMs: timeOf(headers['original-timestamp']),
      };
};

/** What goes to the topic of dead letters: the bytes as they came, and why. */
export const deadLetter = (
  message: ArrivedMessage,
  reason: string,
  failedAt: Date,
  truncated = false,
): BusMessage => {
  const origin = originOf(message);
  const value = message.value ?? Buffer.alloc(0);
  return {
    key: message.key?.toString() ?? null,
    value: truncated ? value.subarray(0, KEPT_OF_TRUNCATED) : value,
    headers: {
      ...message.headers,
      reason: reason.slice(0, 500),
      'original-topic': origin.topic,
      'original-partition': origin.partition,
      'original-offset': origin.offset,
      'original-timestamp': String(origin.sentAtMs ?? -1),
      'failed-at': failedAt.toISOString(),
      ...(truncated ? { truncated: 'true' } : {}),
    },
  };
};

/** The message as it goes back into its topic. */
export const redriven = ({ key, value, headers }: ArrivedMessage): BusMessage => {
  const { reason: _, 'failed-at': __, ...kept } = headers;
  return {
    key: key?.toString() ?? null,
    value: value ?? Buffer.alloc(0),
    headers: { ...kept, redrives: String(Number(headers['redrives'] ?? 0) + 1) },
  };
};
