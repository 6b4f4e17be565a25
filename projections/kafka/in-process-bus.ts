import { CodedError } from '../../domain/errors.ts';
import type { Bus, BusMessage } from './bus.ts';

export interface InProcessBus extends Bus {
  /** The newest messages of a topic, oldest first. */
  recent(topic: string): readonly BusMessage[];
  /** Calls back with every message published from now on. Answers how to stop. */
  subscribe(topic: string, listener: (message: BusMessage) => void): () => void;
}

export interface InProcessLimits {
  readonly messages: number;
  readonly bytes: number;
}
const LIMITS: InProcessLimits = { messages: 1_000, bytes: 16 * 1024 * 1024 };

interface Topic {
  readonly kept: BusMessage[];
  readonly listeners: Set<(message: BusMessage) => void>;
  bytes: number;
}

const sizeOf = ({ value }: BusMessage): number =>
  typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;

/** The bus of one process without Kafka: keeps the newest messages of each topic, within both limits, and no others. */
export const createInProcessBus = (limits: Partial<InProcessLimits> = {}): InProcessBus => {
  const most = { ...LIMITS, ...limits };
  const topics = new Map<string, Topic>();
  let closed = false;

  const topicNamed = (name: string): Topic => {
    const known = topics.get(name);
    if (known !== undefined) return known;
    const topic: Topic = { kept: [], listeners: new Set(), bytes: 0 };
    topics.set(name, topic);
    return topic;
  };

  return {
    publish: async (name, messages) => {
      if (closed) throw new CodedError('engine_unavailable', 503, 'the bus is closed');
      const topic = topicNamed(name);
      for (const message of messages) {
        topic.kept.push(message);
        topic.bytes += sizeOf(message);
        while (topic.kept.length > most.messages || (topic.bytes > most.bytes && topic.kept.length > 1))
          topic.bytes -= sizeOf(topic.kept.shift()!);
        for (const listener of topic.listeners) queueMicrotask(() => listener(message));
      }
    },
    recent: (name) => [...(topics.get(name)?.kept ?? [])],
    subscribe: (name, listener) => {
      const { listeners } = topicNamed(name);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      topics.clear();
    },
  };
};
