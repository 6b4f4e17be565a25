import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { record } from '../testing/conformance.ts';
import { until } from '../testing/until.ts';
import type { AppendFault } from './testing/fake-appends.ts';
import { createWorld, storedIds, streamName } from './testing/world.ts';

/** gRPC status codes: CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE. */
const STATUSES = [1, 2, 4, 10, 13, 14];

const faults: [string, AppendFault][] = [
  ['the connection breaks before it is stored', 'drop'],
  ['the connection breaks after it is stored', 'store_and_drop'],
  ['the server is busy', { answer: 'Busy' }],
  ['the server gives up by its own clock', { answer: 'Timeout' }],
  ...STATUSES.flatMap((status): [string, AppendFault][] => [
    [`the appends end with status ${status} before it is stored`, { status, stored: false }],
    [`the appends end with status ${status} after it is stored`, { status, stored: true }],
  ]),
];

describe('an append whose outcome is not known', () => {
  it.each(faults)('is stored once and called appended when %s', async (_, fault) => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open();
    const s = streamName();
    await log.append(s, 'none', [record()]);
    for (const expected of ['any', 2] as const) {
      let seen = 0;
      server.faults.append = () => (seen++ === 0 ? fault : undefined);
      const two = [record(), record()].slice(0, expected === 'any' ? 1 : 2);
      const before = storedIds(server, s).length;
      expect(await log.append(s, expected, two)).toMatchObject({
        status: 'appended',
        version: before + two.length,
      });
      expect(storedIds(server, s).slice(before)).toEqual(two.map(({ id }) => id));
      expect(seen).toBe(2);
    }
  });

  it('does not break a connection that answers others, until it holds a place of theirs for too long', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open({ timeoutMs: 400 });
    const s = streamName();
    let lost = false;
    server.faults.append = ({ stream }) => {
      if (stream !== s || lost) return undefined;
      lost = true;
      return 'hang';
    };
    const started = performance.now();
    const appending = log.append(s, 'any', [record()]);
    // The second attempt goes through on the same connection; that one is given up for the sake of the first.
    while (server.featuresAsked() < 2) await log.append(streamName(), 'any', [record()]);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await appending).toMatchObject({ status: 'appended', version: 1 });
    expect(storedIds(server, s)).toHaveLength(1);
  });

  it.each([
    // Whole, and as the same parts that forty appends have in common.
    ['large appends', 8 * 1024 * 1024],
    ['parts', 512 * 1024],
  ])('is stored once when the connection breaks under %s that had piled up', async (_, partBytes) => {
    await using world = await createWorld({ maxAppendBytes: 16 * 1024 * 1024 });
    const { server } = world;
    const log = world.open({ timeoutMs: 5_000, retryForMs: 20_000, partBytes });
    server.faults.append = () => 'stall';
    const appends = Array.from({ length: 40 }, () => ({
      stream: streamName(),
      one: record({ data: new Uint8Array(1024 * 1024) }),
    }));
    const appending = Promise.all(appends.map(({ stream, one }) => log.append(stream, 'any', [one])));
    await until('the first to arrive', () => server.appends.length > 0);
    server.faults.append = undefined;
    server.dropConnections();
    expect((await appending).every(({ status }) => status === 'appended')).toBe(true);
    for (const { stream, one } of appends) expect(storedIds(server, stream)).toEqual([one.id]);
  });

  it('is not written again by an attempt that arrives late', async () => {
    await using world = await createWorld();
    const { server } = world;
    const [log, other] = [world.open(), world.open({ timeoutMs: 5_000 })];
    const s = streamName();
    const released = Promise.withResolvers<void>();
    let seen = 0;
    server.faults.append = () => (seen++ === 0 ? { storeAfter: released.promise } : undefined);
    const [mine, theirs] = [record(), record()];
    expect(await log.append(s, 'any', [mine])).toMatchObject({ status: 'appended', version: 1 });
    expect(await other.append(s, 'any', [theirs])).toMatchObject({ status: 'appended', version: 2 });
    released.resolve();
    expect(await log.append(s, 'any', [record()])).toMatchObject({ status: 'appended', version: 3 });
    expect(storedIds(server, s).slice(0, 2)).toEqual([mine.id, theirs.id]);
    expect(storedIds(server, s)).toHaveLength(3);
  });

  it('is a conflict when others have written meanwhile and it is not among what is there', async () => {
    await using world = await createWorld();
    const { server } = world;
    const [log, other] = [world.open(), world.open()];
    const s = streamName();
    let lost = true;
    server.faults.append = ({ ids }) => (lost && ids[0] === mine.id ? 'hang' : undefined);
    const mine = record();
    const appending = log.append(s, 'none', [mine]);
    await until('the first attempt', () => server.appends.length === 1);
    await other.append(s, 'none', [record()]);
    lost = false;
    expect(await appending).toEqual({ status: 'conflict', version: 1 });
    expect(storedIds(server, s)).not.toContain(mine.id);
  });

  it('is reported when it stays unknown, and found by the caller’s own retry', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open({ timeoutMs: 100, retryForMs: 150 });
    const s = streamName();
    const one = record();
    server.faults.append = () => 'store_and_hang';
    await expect(log.append(s, 'any', [one])).rejects.toMatchObject({
      code: 'engine_unavailable',
      retryAfterS: 2,
    });
    server.faults.append = undefined;
    expect(await log.append(s, 'any', [one])).toMatchObject({ status: 'duplicate', version: 1 });
    expect(storedIds(server, s)).toEqual([one.id]);
  });

  it('is settled by a read of the stream that finds it', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open();
    const s = streamName();
    server.faults.append = () => 'store_and_hang';
    const appending = log.append(s, 'any', [record()]);
    await until('it to be stored', () => storedIds(server, s).length === 1);
    const [stored] = await log.readStream(s);
    expect(await appending).toEqual({ status: 'appended', version: 1, position: stored!.position });
    expect(server.appends).toHaveLength(1);
  });

  it('is given up when the log closes', async () => {
    await using world = await createWorld();
    world.server.faults.append = () => 'hang';
    const log = world.open({ timeoutMs: 100, retryForMs: 60_000 });
    const appending = log.append(streamName(), 'any', [record()]);
    await until('two attempts', () => world.server.appends.length > 1);
    await Promise.all([log.close(), expect(appending).rejects.toMatchObject({ code: 'engine_unavailable' })]);
    await expect(log.append(streamName(), 'any', [record()])).rejects.toMatchObject({
      code: 'engine_unavailable',
    });
  });

  it('does not depend on the clocks of the two machines', async () => {
    await using world = await createWorld();
    world.server.faults.clockAheadMs = 60 * 60 * 1000;
    expect(await world.open().append(streamName(), 'any', [record()])).toMatchObject({ status: 'appended' });
  });
});

it('stores everything once and in order, whatever goes wrong on the way', { timeout: 60_000 }, async () => {
  const anyFault = fc.constantFrom<AppendFault | undefined>(
    undefined,
    undefined,
    'hang',
    'store_and_hang',
    'drop',
    'store_and_drop',
    { answer: 'Busy' },
    { status: 14, stored: true },
    { status: 1, stored: false },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyFault, { maxLength: 6 }), async (sequence) => {
      await using world = await createWorld();
      const { server } = world;
      const log = world.open({ timeoutMs: 60, retryForMs: 10_000, partBytes: 600 });
      const streams = [streamName(), streamName(), streamName()];
      let next = 0;
      server.faults.append = () => sequence[next++];
      const wanted = new Map(
        streams.map((s) => [
          s,
          Array.from({ length: 12 }, (_, i) => record({ data: randomBytes(i % 5 === 4 ? 1_500 : 20) })),
        ]),
      );
      const results = await Promise.all(
        streams.flatMap((s) => wanted.get(s)!.map((one) => log.append(s, 'any', [one]))),
      );
      expect(results.every(({ status }) => status === 'appended')).toBe(true);
      for (const s of streams) expect(storedIds(server, s)).toEqual(wanted.get(s)!.map(({ id }) => id));
      expect(log.depth()).toEqual({ appends: 0, bytes: 0 });
      const reader = world.open({ timeoutMs: 10_000 });
      for (const s of streams)
        expect((await reader.readStream(s)).map(({ data }) => Buffer.from(data).toString('hex'))).toEqual(
          wanted.get(s)!.map(({ data }) => Buffer.from(data).toString('hex')),
        );
    }),
    { numRuns: 8 },
  );
});
