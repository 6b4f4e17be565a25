import { checkAppend } from '../append-check.ts';
import {
  type AppendResult,
  BEGINNING,
  type EventLog,
  type Expected,
  matches,
  type NewRecord,
  type StoredRecord,
} from '../event-log.ts';

/** For tests: the contract in plain arrays. `now` makes `recordedAt` repeatable. */
export const createMemoryLog = (now: () => Date = () => new Date()): EventLog => {
  const all: StoredRecord[] = [];
  const streams = new Map<string, StoredRecord[]>();
  const byId = new Map<string, StoredRecord>();
  const listeners = new Set<() => void>();

  const append = (stream: string, expected: Expected, records: readonly NewRecord[]): AppendResult => {
    checkAppend(stream, expected, records);
    const past = streams.get(stream) ?? [];
    const known = records.map((record) => byId.get(record.id)).filter((record) => record !== undefined);
    if (known.some((record) => record.stream !== stream)) return { status: 'event_id_reused' };
    if (known.length === records.length) {
      const last = known.reduce((a, b) => (a.version > b.version ? a : b));
      return { status: 'duplicate', version: last.version, position: last.position };
    }
    const wanted = expected === 'none' ? 0 : expected;
    if (known.length > 0 || (wanted !== 'any' && wanted !== past.length))
      return { status: 'conflict', version: past.length };
    for (const record of records) {
      const stored: StoredRecord = {
        ...record,
        stream,
        version: past.length + 1,
        position: BigInt(all.length + 1),
        recordedAt: now().toISOString(),
      };
      past.push(stored);
      all.push(stored);
      byId.set(record.id, stored);
    }
    streams.set(stream, past);
    for (const listener of listeners) queueMicrotask(listener);
    return { status: 'appended', version: past.length, position: BigInt(all.length) };
  };

  return {
    append: async (stream, expected, records) => append(stream, expected, records),
    readStream: async (stream, after = 0) => (streams.get(stream) ?? []).slice(after),
    readAll: async (after, limit, filter) => {
      const found: StoredRecord[] = [];
      let position = after;
      for (const record of all.slice(Number(after))) {
        position = record.position;
        if (!matches(record, filter)) continue;
        found.push(record);
        if (found.length === limit) break;
      }
      return { records: found, position };
    },
    readAt: async (position) => all[Number(position) - 1],
    head: async () => all.at(-1)?.position ?? BEGINNING,
    onAppended: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
};
