import { CodedError } from '../domain/errors.ts';
import type { AppendResult, Expected, NewRecord } from './event-log.ts';

export interface QueuedAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly records: readonly NewRecord[];
}

interface Waiting extends QueuedAppend {
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
  /** The same append, asked for again while this one waits: it shares the outcome. */
  readonly repeats: { resolve: (result: AppendResult) => void; reject: (error: unknown) => void }[];
}

export interface GroupCommitLimits {
  readonly maxAppends: number;
  readonly maxBytes: number;
  readonly maxQueuedAppends: number;
  readonly maxQueuedBytes: number;
}

export interface GroupCommit {
  append(item: QueuedAppend): Promise<AppendResult>;
  /** Appends waiting or in flight, and their bytes. */
  depth(): { appends: number; bytes: number };
  /** Resolves when nothing is queued or in flight. */
  idle(): Promise<void>;
}

/**
 * One group in flight, the rest ride the next one: load makes groups bigger by itself and an idle log
 * pays no waiting time. `send` commits a group and answers in its order.
 */
export const createGroupCommit = (
  send: (group: readonly QueuedAppend[]) => Promise<readonly (AppendResult | CodedError)[]>,
  limits: GroupCommitLimits,
): GroupCommit => {
  let queue: Waiting[] = [];
  const byFirstId = new Map<string, Waiting>();
  const idleListeners: (() => void)[] = [];
  let queuedBytes = 0;
  let open = 0;
  let pumping = false;

  const settle = (item: Waiting, act: (to: Waiting | Waiting['repeats'][number]) => void): void => {
    open -= 1 + item.repeats.length;
    queuedBytes -= item.bytes;
    byFirstId.delete(item.records[0]!.id);
    act(item);
    for (const repeat of item.repeats) act(repeat);
  };

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    while (queue.length > 0) {
      const { group, rest } = takeGroup(queue, limits);
      queue = rest;
      try {
        const results = await send(group);
        group.forEach((item, i) => {
          const result = results[i]!;
          if (result instanceof CodedError) settle(item, (to) => to.reject(result));
          else settle(item, (to) => to.resolve(to === item ? result : repeated(result)));
        });
      } catch (error) {
        for (const item of group) settle(item, (to) => to.reject(error));
      }
    }
    pumping = false;
    for (const listener of idleListeners.splice(0)) listener();
  };

  return {
    append: (item) =>
      new Promise((resolve, reject) => {
        const twin = byFirstId.get(item.records[0]!.id);
        const isRepeat = twin !== undefined && isSameAppend(twin, item);
        const bytes = isRepeat ? 0 : item.records.reduce((sum, record) => sum + record.data.byteLength, 0);
        if (open >= limits.maxQueuedAppends || (open > 0 && queuedBytes + bytes > limits.maxQueuedBytes)) {
          reject(new CodedError('saturated', 503, 'the log has too much waiting', { retryAfterS: 1 }));
          return;
        }
        if (isRepeat) {
          open++;
          twin.repeats.push({ resolve, reject });
          return;
        }
        const waiting: Waiting = { ...item, bytes, resolve, reject, repeats: [] };
        open++;
        queuedBytes += bytes;
        queue.push(waiting);
        if (twin === undefined) byFirstId.set(item.records[0]!.id, waiting);
        if (!pumping) queueMicrotask(pump);
      }),
    depth: () => ({ appends: open, bytes: queuedBytes }),
    idle: () =>
      pumping || queue.length > 0 ? new Promise((resolve) => idleListeners.push(resolve)) : Promise.resolve(),
  };
};

const repeated = (result: AppendResult): AppendResult =>
  result.status === 'appended' ? { ...result, status: 'duplicate' } : result;

const isSameAppend = (a: QueuedAppend, b: QueuedAppend): boolean =>
  a.stream === b.stream &&
  a.expected === b.expected &&
  a.records.length === b.records.length &&
  a.records.every((record, i) => record.id === b.records[i]!.id);

/**
 * The longest run of the queue that one statement may commit: an append with an expected version is
 * alone on its stream, and no record id comes twice. What is passed over keeps its order per stream.
 */
const takeGroup = (
  queue: readonly Waiting[],
  limits: GroupCommitLimits,
): { group: Waiting[]; rest: Waiting[] } => {
  const group: Waiting[] = [];
  const rest: Waiting[] = [];
  const streams = new Map<string, 'any' | 'exact'>();
  const passedOver = new Set<string>();
  const ids = new Set<string>();
  let bytes = 0;
  for (const [index, item] of queue.entries()) {
    if (group.length === limits.maxAppends) {
      rest.push(...queue.slice(index));
      break;
    }
    const kind = item.expected === 'any' ? 'any' : 'exact';
    const onStream = streams.get(item.stream);
    const fits = group.length === 0 || bytes + item.bytes <= limits.maxBytes;
    const allowed =
      !passedOver.has(item.stream) &&
      (onStream === undefined || (onStream === 'any' && kind === 'any')) &&
      !item.records.some((record) => ids.has(record.id));
    if (!fits || !allowed) {
      rest.push(item);
      passedOver.add(item.stream);
      continue;
    }
    group.push(item);
    streams.set(item.stream, kind);
    for (const record of item.records) ids.add(record.id);
    bytes += item.bytes;
  }
  return { group, rest };
};
