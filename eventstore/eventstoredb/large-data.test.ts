import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINNING, type NewRecord, type StoredRecord } from '../event-log.ts';
import { createEventStore } from '../event-store.ts';
import { createMemoryVault } from '../memory/memory-vault.ts';
import { createSubjectKeys } from '../subject-keys.ts';
import { record } from '../testing/conformance.ts';
import { until } from '../testing/until.ts';
import { createConnection } from './connection.ts';
import { chooseLarge, isLargeDataStream, type LargeData, largeDataStream } from './large-data.ts';
import { createLargeDataReading } from './read-large-data.ts';
import { subscribeAll } from './subscribe-all.ts';
import type { FakeServer } from './testing/fake-server.ts';
import { createWorld, storedIds, streamName } from './testing/world.ts';

const MIB = 1024 * 1024;
/** A slow machine is not a server that hangs. */
const PATIENT = { timeoutMs: 10_000 };
const sides = (server: FakeServer): string[] => [
  ...new Set(
    server.storage
      .all()
      .map(({ stream }) => stream)
      .filter(isLargeDataStream),
  ),
];
const bytesOf = (records: readonly StoredRecord[]): string[] =>
  records.map(({ data }) => Buffer.from(data).toString('hex'));
const hashOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const large = (bytes: number): NewRecord => record({ data: randomBytes(bytes) });

/** Everything that a subscription from the beginning gives, until it has given so many. */
const subscribed = async (server: FakeServer, count: number): Promise<readonly StoredRecord[]> => {
  const connection = createConnection(server.url, 10_000);
  const stop = new AbortController();
  const found: StoredRecord[] = [];
  const done = subscribeAll(connection, {
    after: BEGINNING,
    handle: async (one) => {
      found.push(one);
      return one.position;
    },
    complete: createLargeDataReading(connection, 10_000),
    timeoutMs: 10_000,
    signal: stop.signal,
  });
  await until(`${count} records`, () => found.length >= count);
  stop.abort();
  await done;
  await connection.close();
  return found;
};

describe('records larger than the server takes', () => {
  it('come back as they were, whatever their sizes, by every way of reading', async () => {
    await using world = await createWorld({ maxAppendBytes: 4_096 });
    const partBytes = 1_024;
    const log = world.open({ partBytes, timeoutMs: 10_000 });
    const size = fc.oneof(
      fc
        .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -2, max: 2 }))
        .map(([parts, off]) => Math.max(0, parts * partBytes + off)),
      fc.integer({ min: 0, max: 6 * partBytes }),
    );
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(size, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (appends) => {
          const start = await log.head();
          const s = streamName();
          const records = appends.map((sizes) => sizes.map(large));
          const all = records.flat();
          stored += all.length;
          await Promise.all(records.map((some) => log.append(s, 'any', some)));
          const wanted = all.map(({ data }) => Buffer.from(data).toString('hex'));
          const fresh = world.open({ timeoutMs: 10_000 });
          expect(bytesOf(await fresh.readStream(s))).toEqual(wanted);
          const page = await fresh.readAll(start, 1_000);
          expect(bytesOf(page.records)).toEqual(wanted);
          expect(page.position).toBe(await log.head());
          expect(page.records.map(({ version }) => version)).toEqual(all.map((_, i) => i + 1));
        },
      ),
      { numRuns: 40 },
    );
    expect(sides(world.server).length).toBeGreaterThan(20);
    const [live, read] = [await subscribed(world.server, stored), await log.readAll(BEGINNING, 10_000)];
    expect(bytesOf(live)).toEqual(bytesOf(read.records));
  });

  it('leave as little data as an append has room for, the largest first', () => {
    const sizes = (records: readonly NewRecord[], partBytes: number) =>
      [...chooseLarge(records, partBytes)].map(({ data }) => data.byteLength);
    const of = (...bytes: number[]) => bytes.map((n) => record({ data: new Uint8Array(n) }));
    expect(sizes(of(512 * 1024), 512 * 1024)).toEqual([]);
    expect(sizes(of(512 * 1024 + 1), 512 * 1024)).toEqual([512 * 1024 + 1]);
    // Each fits, all three do not: 1200 KiB, of 960.
    expect(sizes(of(300 * 1024, 500 * 1024, 400 * 1024), 512 * 1024)).toEqual([500 * 1024]);
    expect(sizes(of(...Array.from({ length: 3_000 }, () => 100)), 512 * 1024)).toEqual([]);
  });

  it('pass a server with its default limit, above what one message can carry as well', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open({ timeoutMs: 10_000 });
    const s = streamName();
    const [one, three] = [large(20 * MIB), Array.from({ length: 3 }, () => large(400 * 1024))];
    expect(await log.append(s, 'none', [one])).toMatchObject({ status: 'appended', version: 1 });
    expect(await log.append(s, 1, three)).toMatchObject({ status: 'appended', version: 4 });
    expect((await log.readStream(s)).map(({ data }) => hashOf(data))).toEqual(
      [one, ...three].map(({ data }) => hashOf(data)),
    );
    expect(server.storage.stream(s)![0]!.data.byteLength).toBe(0);
    expect(server.storage.stream(sides(server)[0]!)).toHaveLength(40);
  });

  it('are not sent again when they are known, and other bytes under the same id change nothing', async () => {
    await using world = await createWorld();
    const { server } = world;
    const s = streamName();
    const first = large(MIB);
    const log = world.open(PATIENT);
    const result = await log.append(s, 'any', [first]);
    const before = server.appends.length;
    const sealedAnew = { ...first, data: randomBytes(MIB) };
    for (const again of [log, world.open(PATIENT)])
      expect(await again.append(s, 'any', [sealedAnew])).toEqual({ ...result, status: 'duplicate' });
    expect(server.appends).toHaveLength(before);
    expect(bytesOf(await log.readStream(s))).toEqual([Buffer.from(first.data).toString('hex')]);
  });

  it('leave unreachable parts when a process ends before the record, and the retry is stored whole', async () => {
    await using world = await createWorld();
    const { server } = world;
    const s = streamName();
    const first = large(MIB);
    server.faults.append = ({ stream }) => (stream === s ? 'hang' : undefined);
    const ended = world.open({ retryForMs: 0 });
    await expect(ended.append(s, 'any', [first])).rejects.toMatchObject({ code: 'engine_unavailable' });
    server.faults.append = undefined;
    const sealedAnew = { ...first, data: randomBytes(MIB) };
    const log = world.open(PATIENT);
    expect(await log.append(s, 'any', [sealedAnew])).toMatchObject({ status: 'appended', version: 1 });
    expect(sides(server)).toHaveLength(2);
    const all = await log.readAll(BEGINNING, 10);
    expect(bytesOf(all.records)).toEqual([sealedAnew.data.toString('hex')]);
    expect(storedIds(server, s)).toEqual([first.id]);
  });

  it.each(['drop', 'store_and_drop'] as const)(
    'go on where they were when the connection breaks (%s)',
    async (fault) => {
      await using world = await createWorld();
      const { server } = world;
      const s = streamName();
      const one = large(4 * MIB);
      let parts = 0;
      server.faults.append = ({ stream }) => {
        if (!isLargeDataStream(stream)) return undefined;
        return ++parts === 4 ? fault : undefined;
      };
      const log = world.open(PATIENT);
      expect(await log.append(s, 'any', [one])).toMatchObject({ status: 'appended', version: 1 });
      // Eight parts, and the one of which nobody knew.
      expect(parts).toBe(9);
      expect(server.storage.stream(sides(server)[0]!)).toHaveLength(8);
      expect((await log.readStream(s)).map(({ data }) => hashOf(data))).toEqual([hashOf(one.data)]);
    },
  );

  it('are tried as long as parts get through, and given up in bounded time when none does', async () => {
    await using world = await createWorld();
    const { server } = world;
    const s = streamName();
    const one = large(3 * MIB);
    const log = world.open({ timeoutMs: 100, retryForMs: 300 });
    let parts = 0;
    server.faults.append = () => (parts++ < 3 ? undefined : 'hang');
    await expect(log.append(s, 'any', [one])).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(storedIds(server, s)).toEqual([]);
    server.faults.append = undefined;
    expect(await log.append(s, 'any', [one])).toMatchObject({ status: 'appended', version: 1 });
    expect(server.storage.stream(sides(server)[0]!)).toHaveLength(6);
  });

  it('of two processes at once are stored once, parts and record', async () => {
    await using world = await createWorld();
    const s = streamName();
    const one = large(2 * MIB);
    await Promise.all([world.open(PATIENT), world.open(PATIENT)].map((log) => log.append(s, 'any', [one])));
    expect(storedIds(world.server, s)).toEqual([one.id]);
    expect(world.server.storage.stream(sides(world.server)[0]!)).toHaveLength(4);
  });

  it('keep the order of their stream, and hold up no other', async () => {
    await using world = await createWorld();
    const log = world.open({ timeoutMs: 10_000 });
    const [s, other] = [streamName(), streamName()];
    const records = Array.from({ length: 12 }, (_, i) => large(i % 3 === 0 ? 2 * MIB : 100));
    const order: string[] = [];
    await Promise.all(
      [
        ...records.map((one) => log.append(s, 'any', [one])),
        log.append(other, 'any', [record()]).then(() => order.push('other')),
      ].map((append, i) => append.then(() => order.push(String(i)))),
    );
    expect(storedIds(world.server, s)).toEqual(records.map(({ id }) => id));
    expect(order[0]).toBe('other');
  });

  it('are refused alone where the server does not take their parts', async () => {
    await using world = await createWorld({ maxAppendBytes: 100_000 });
    const log = world.open(PATIENT);
    const s = streamName();
    const results = await Promise.allSettled(
      [large(MIB), large(100)].map((one) => log.append(s, 'any', [one])),
    );
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value.status : r.reason.code))).toEqual([
      'append_invalid',
      'appended',
    ]);
  });

  it('never share a stream with records', async () => {
    await using world = await createWorld();
    const s = largeDataStream({ hash: hashOf(new Uint8Array()), bytes: 1, partBytes: 1 });
    await expect(world.open(PATIENT).append(s, 'any', [record()])).rejects.toMatchObject({
      code: 'append_invalid',
    });
  });

  it('send no part to those who wait for records', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open(PATIENT);
    let hints = 0;
    log.onAppended(() => hints++);
    await until('a subscription', () => server.subscriptions.length === 1);
    await world.open(PATIENT).append(streamName(), 'any', [large(3 * MIB)]);
    await until('a hint', () => server.subscriptions[0]!.sent > 0);
    await world.open(PATIENT).append(streamName(), 'any', [record()]);
    await until('another hint', () => server.subscriptions[0]!.sent > 1);
    expect(server.subscriptions[0]!.sent).toBe(2);
    // A hint needs no bytes.
    expect(server.reads.filter(({ stream }) => stream !== undefined && isLargeDataStream(stream))).toEqual(
      [],
    );
    expect(hints).toBeGreaterThan(0);
  });

  it('are read once for all who ask at the same time', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open(PATIENT);
    await log.append(streamName(), 'any', [large(3 * MIB)]);
    const pages = await Promise.all(Array.from({ length: 6 }, () => log.readAll(BEGINNING, 10)));
    const data = pages.map(({ records }) => records[0]!.data);
    expect(new Set(data.map(hashOf)).size).toBe(1);
    const connection = createConnection(server.url, 10_000);
    const complete = createLargeDataReading(connection, 10_000);
    const pointer: LargeData = { hash: hashOf(data[0]!), bytes: 3 * MIB, partBytes: 512 * 1024 };
    const before = server.reads.length;
    const read = { record: { ...pages[0]!.records[0]!, data: new Uint8Array() }, large: pointer };
    const [a, b] = await Promise.all([complete(read), complete(read)]);
    expect(a.data).toBe(b.data);
    expect(server.reads.length - before).toBe(1);
    await connection.close();
  });

  it('that are damaged are told apart from engine failures, and hold up nothing', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open(PATIENT);
    const s = streamName();
    const whole = randomBytes(30);
    const good: LargeData = { hash: hashOf(whole), bytes: 30, partBytes: 10 };
    const part = (data: Uint8Array) => ({
      id: crypto.randomUUID(),
      type: 'DataPart',
      contentType: 'application/octet-stream',
      data,
      metadata: new Uint8Array(),
    });
    const pieces = [0, 10, 20].map((at) => part(whole.subarray(at, at + 10)));
    const short = { ...good, hash: hashOf(whole.subarray(1)) };
    const changed = { ...good, hash: hashOf(whole.subarray(2)) };
    server.storage.append(largeDataStream(good), 'no_stream', pieces);
    server.storage.append(largeDataStream(short), 'no_stream', pieces.slice(0, 2));
    server.storage.append(largeDataStream(changed), 'no_stream', pieces);
    const missing = { ...good, hash: '0'.repeat(64) };
    const pointers = [
      good,
      short,
      changed,
      missing,
      { ...good, bytes: 2 ** 40 },
      { hash: '../x' },
      'x',
      null,
    ];
    server.storage.append(
      s,
      'no_stream',
      pointers.map((pointer) => ({
        ...part(new Uint8Array()),
        type: 'Happened',
        metadata: Buffer.from(
          JSON.stringify({ correlationId: 'c', actor: 't', schemaVersion: 1, large: pointer }),
        ),
      })),
    );
    await log.append(s, 'any', [record()]);
    const read = await log.readStream(s);
    expect(read.map(({ damaged }) => damaged === undefined)).toEqual([
      true,
      ...pointers.slice(1).map(() => false),
      true,
    ]);
    expect(Buffer.from(read[0]!.data)).toEqual(whole);
    const store = createEventStore(log, createSubjectKeys(createMemoryVault(), randomBytes(32)));
    const page = await store.readAll(BEGINNING, 100, { types: ['Happened'] });
    expect(page.events.slice(1, -1).every(({ unreadable }) => unreadable?.includes('not found whole'))).toBe(
      true,
    );
    expect(page.events.at(-1)).toMatchObject({ data: { n: 1 } });
    await expect(store.readStream(s)).rejects.toMatchObject({ code: 'event_unreadable' });
    server.faults.read = ({ stream }) =>
      stream !== undefined && isLargeDataStream(stream) ? 'unavailable' : undefined;
    await expect(log.readStream(s)).rejects.toMatchObject({ code: 'engine_unavailable' });
  });
});
