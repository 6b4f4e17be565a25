import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEGINNING, type EventLog, type NewRecord, type StoredRecord } from '../event-log.ts';

export const record = (over: Partial<NewRecord> = {}): NewRecord => ({
  id: randomUUID(),
  type: 'Happened',
  schemaVersion: 1,
  data: Buffer.from(JSON.stringify({ n: 1 })),
  metadata: { correlationId: 'c', actor: 'test' },
  ...over,
});

const stream = (): string => `test-${randomUUID()}`;

const readOn = async (log: EventLog, after: bigint): Promise<StoredRecord[]> => {
  const found: StoredRecord[] = [];
  for (let position = after; ; ) {
    const page = await log.readAll(position, 50);
    found.push(...page.records);
    if (page.records.length === 0) return found;
    position = page.position;
  }
};

/** What an engine cannot give, written down in docs/adr. Everything else is asked of all of them. */
export interface EventLogCapabilities {
  /** False: the same id can be in two streams, and `event_id_reused` is never answered. */
  readonly uniqueIdsAcrossStreams: boolean;
}

/** The append contract: every adapter of the log passes this, against its real engine. */
export const describeEventLog = (
  name: string,
  open: () => Promise<EventLog>,
  { uniqueIdsAcrossStreams }: EventLogCapabilities = { uniqueIdsAcrossStreams: true },
): void => {
  describe(`event log: ${name}`, () => {
    let log: EventLog;
    beforeAll(async () => {
      log = await open();
    });
    afterAll(() => log.close());

    it('gives versions from 1 without gaps and growing positions', async () => {
      const s = stream();
      const first = await log.append(s, 'none', [record(), record()]);
      const second = await log.append(s, 2, [record()]);
      expect(first).toMatchObject({ status: 'appended', version: 2 });
      expect(second).toMatchObject({ status: 'appended', version: 3 });
      const read = await log.readStream(s);
      expect(read.map((r) => r.version)).toEqual([1, 2, 3]);
      expect(read.map((r) => r.position)).toEqual(
        [...read.map((r) => r.position)].sort((a, b) => Number(a - b)),
      );
      expect(await log.readStream(s, 2)).toHaveLength(1);
    });

    it('keeps bytes, type, schema version and metadata as they were given', async () => {
      const s = stream();
      const given = record({
        type: 'Ünïcode',
        schemaVersion: 7,
        data: Uint8Array.from({ length: 256 }, (_, i) => i),
        metadata: {
          correlationId: 'a "b" {c} \\ ,',
          causationId: 'x',
          subject: 'ada',
          keyOwner: 'user:ada',
          actor: 'é',
        },
      });
      await log.append(s, 'any', [given]);
      const [stored] = await log.readStream(s);
      expect({ ...stored, data: Buffer.from(stored!.data) }).toMatchObject({
        ...given,
        data: Buffer.from(given.data),
      });
      expect(stored!.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('keeps an empty record and a record of 3 MiB', async () => {
      const s = stream();
      const large = Buffer.alloc(3 * 1024 * 1024, 'x');
      await log.append(s, 'none', [record({ data: new Uint8Array() }), record({ data: large })]);
      const read = await log.readStream(s);
      expect(read.map((r) => r.data.byteLength)).toEqual([0, large.byteLength]);
    });

    it('keeps large records whole and in their place among small ones, and knows them when they come again', async () => {
      const start = await log.head();
      const s = stream();
      const metadata = { correlationId: 'c', actor: 'test', subject: 'ada' };
      const large = (byte: number) => record({ data: Buffer.alloc(3 * 1024 * 1024, byte), metadata });
      const records = [record(), large(1), record(), large(2), large(1), record()];
      const results = await Promise.all(records.map((one) => log.append(s, 'any', [one])));
      expect(results.map((result) => 'version' in result && result.version)).toEqual([1, 2, 3, 4, 5, 6]);
      const shape = (read: readonly StoredRecord[]) =>
        read.map(({ id, data }) => [id, data.byteLength, data[0], data.at(-1)]);
      const wanted = records.map(({ id, data }) => [id, data.byteLength, data[0], data.at(-1)]);
      expect(shape(await log.readStream(s))).toEqual(wanted);
      expect(shape(await readOn(log, start))).toEqual(wanted);
      // What an engine may have to store beside a record has no version, no shard and no type.
      const shards = await Promise.all(
        [0, 1].map((index) => log.readAll(start, 50, { types: ['Happened'], shard: { index, count: 2 } })),
      );
      expect(shards.flatMap(({ records }) => records)).toHaveLength(6);
      const last = (await log.readStream(s)).at(-1)!.position;
      expect(shards.every(({ position }) => position >= last)).toBe(true);
      // Sealed once more, the same event has other bytes.
      const again = { ...records[1]!, data: Buffer.alloc(3 * 1024 * 1024, 7) };
      expect(await log.append(s, 'any', [again])).toEqual({ ...results[1], status: 'duplicate' });
      expect(shape(await log.readStream(s))).toEqual(wanted);
    });

    it('answers duplicate for a repeated append, with what was stored, whatever is expected', async () => {
      const s = stream();
      const records = [record(), record()];
      const first = await log.append(s, 'none', records);
      await log.append(s, 2, [record()]);
      for (const expected of ['none', 'any', 0, 3] as const)
        expect(await log.append(s, expected, records)).toEqual({ ...first, status: 'duplicate' });
      expect(await log.readStream(s)).toHaveLength(3);
    });

    it('answers conflict with the current version when the expectation is wrong', async () => {
      const s = stream();
      expect(await log.append(s, 1, [record()])).toEqual({ status: 'conflict', version: 0 });
      await log.append(s, 'none', [record()]);
      expect(await log.append(s, 'none', [record()])).toEqual({ status: 'conflict', version: 1 });
      expect(await log.append(s, 5, [record()])).toEqual({ status: 'conflict', version: 1 });
      expect(await log.readStream(s)).toHaveLength(1);
    });

    it('answers conflict when only a part of an append is already stored', async () => {
      const s = stream();
      const stored = record();
      await log.append(s, 'none', [stored]);
      expect(await log.append(s, 'any', [stored, record()])).toEqual({ status: 'conflict', version: 1 });
      expect(await log.readStream(s)).toHaveLength(1);
    });

    it.runIf(uniqueIdsAcrossStreams)('refuses an id that another stream holds', async () => {
      const stored = record();
      await log.append(stream(), 'none', [stored]);
      const s = stream();
      expect(await log.append(s, 'none', [stored])).toEqual({ status: 'event_id_reused' });
      expect(await log.readStream(s)).toHaveLength(0);
    });

    it('lets exactly one of many racing appends with the same expectation win', async () => {
      const s = stream();
      const results = await Promise.all(Array.from({ length: 40 }, () => log.append(s, 'none', [record()])));
      expect(results.filter((r) => r.status === 'appended')).toHaveLength(1);
      expect(results.filter((r) => r.status === 'conflict')).toHaveLength(39);
    });

    it('stores one of a thousand identical appends at once and calls the rest duplicates', async () => {
      const s = stream();
      const same = record();
      const results = await Promise.all(Array.from({ length: 1_000 }, () => log.append(s, 'any', [same])));
      expect(results.filter((r) => r.status === 'appended')).toHaveLength(1);
      expect(results.filter((r) => r.status === 'duplicate')).toHaveLength(999);
      expect(await log.readStream(s)).toHaveLength(1);
    });

    it('keeps appends with any to one stream in the order they were made', async () => {
      const s = stream();
      const records = Array.from({ length: 200 }, () => record());
      await Promise.all(records.map((r) => log.append(s, 'any', [r])));
      const read = await log.readStream(s);
      expect(read.map((r) => r.id)).toEqual(records.map((r) => r.id));
      expect(read.map((r) => r.version)).toEqual(records.map((_, i) => i + 1));
    });

    it('does not let a bad append fail its neighbours', async () => {
      const s = stream();
      const [good, bad, other] = await Promise.allSettled([
        log.append(s, 'any', [record()]),
        log.append(s, 'any', [record({ id: 'not-a-uuid' })]),
        log.append(s, 'any', [record({ metadata: { correlationId: 'c\u0000', actor: 'test' } })]),
      ]);
      expect(good).toMatchObject({ status: 'fulfilled', value: { status: 'appended' } });
      expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'append_invalid' } });
      expect(['fulfilled', 'rejected']).toContain(other.status);
      expect(await log.append(s, 'any', [record()])).toMatchObject({ status: 'appended' });
    });

    it('reads everything in global order, page by page, and says how far it has looked', async () => {
      const start = await log.head();
      const streams = Array.from({ length: 5 }, stream);
      await Promise.all(
        streams.flatMap((s) => Array.from({ length: 30 }, () => log.append(s, 'any', [record()]))),
      );
      const read = await readOn(log, start);
      expect(read).toHaveLength(150);
      for (const s of streams)
        expect(read.filter((r) => r.stream === s).map((r) => r.version)).toEqual(
          Array.from({ length: 30 }, (_, i) => i + 1),
        );
      expect(read.every((r, i) => i === 0 || r.position > read[i - 1]!.position)).toBe(true);
      const end = await log.readAll(read.at(-1)!.position, 10);
      expect(end).toEqual({ records: [], position: await log.head() });
    });

    it('finds one record by its position, and nothing anywhere else', async () => {
      const s = stream();
      const large = record({ data: Buffer.alloc(2 * 1024 * 1024, 1) });
      await log.append(s, 'none', [record(), large, record()]);
      const read = await log.readStream(s);
      for (const { data, ...facts } of read) {
        const found = (await log.readAt(facts.position))!;
        expect(found).toMatchObject(facts);
        expect(Buffer.compare(found.data, data)).toBe(0);
      }
      expect(await log.readAt((await log.head()) + 1n)).toBeUndefined();
    });

    it('filters by type and still moves past what it leaves out', async () => {
      const start = await log.head();
      const s = stream();
      await log.append(s, 'any', [
        record({ type: 'Wanted' }),
        record(),
        record(),
        record({ type: 'Wanted' }),
        record(),
      ]);
      const page = await log.readAll(start, 10, { types: ['Wanted'] });
      expect(page.records.map((r) => r.version)).toEqual([1, 4]);
      expect(page.position).toBe(await log.head());
    });

    it('splits the log into shards that keep a person together and leave nothing out', async () => {
      const start = await log.head();
      for (let i = 0; i < 40; i++)
        await log.append(stream(), 'any', [
          record({ metadata: { correlationId: 'c', actor: 't', subject: `user-${i % 7}` } }),
        ]);
      const parts = await Promise.all(
        [0, 1, 2, 3].map((index) => log.readAll(start, 100, { shard: { index, count: 4 } })),
      );
      const where = parts.map((part) => new Set(part.records.map((r) => r.metadata.subject)));
      expect(parts.reduce((sum, part) => sum + part.records.length, 0)).toBe(40);
      for (let user = 0; user < 7; user++)
        expect(where.filter((set) => set.has(`user-${user}`))).toHaveLength(1);
    });

    it('wakes a waiting reader', async () => {
      const woken = new Promise<void>((resolve) => {
        const stop = log.onAppended(() => {
          stop();
          resolve();
        });
      });
      await log.append(stream(), 'any', [record()]);
      await woken;
    });

    it('an unknown stream is empty, and the beginning comes before everything', async () => {
      expect(await log.readStream(stream())).toEqual([]);
      await log.append(stream(), 'any', [record()]);
      expect((await log.readAll(BEGINNING, 1)).records).toHaveLength(1);
    });

    it('holds its invariants for any interleaving of appends, repeats and expectations', async () => {
      const step = fc.record({
        stream: fc.integer({ min: 0, max: 2 }),
        id: fc.integer({ min: 0, max: 9 }),
        expected: fc.constantFrom<'any' | 'none' | 'current'>('any', 'none', 'current'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          const streams = [stream(), stream(), stream()];
          const ids = Array.from({ length: 10 }, () => randomUUID());
          const start = await log.head();
          const model = new Map<string, string[]>(streams.map((s) => [s, []]));
          for (const s of steps) {
            const name = streams[s.stream]!;
            const past = model.get(name)!;
            const id = ids[s.id]!;
            const elsewhere =
              uniqueIdsAcrossStreams &&
              [...model].some(([other, list]) => other !== name && list.includes(id));
            const result = await log.append(name, s.expected === 'current' ? past.length : s.expected, [
              record({ id }),
            ]);
            if (elsewhere) expect(result.status).toBe('event_id_reused');
            else if (past.includes(id)) expect(result.status).toBe('duplicate');
            else if (s.expected === 'none' && past.length > 0) expect(result.status).toBe('conflict');
            else {
              expect(result).toMatchObject({ status: 'appended', version: past.length + 1 });
              past.push(id);
            }
          }
          const read = await readOn(log, start);
          for (const [name, list] of model)
            expect(read.filter((r) => r.stream === name).map((r) => r.id)).toEqual(list);
        }),
        { numRuns: 15 },
      );
    });
  });
};
