import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { record } from '../testing/conformance.ts';
import { until } from '../testing/until.ts';
import { createWorld, storedIds, streamName } from './testing/world.ts';

describe('appending to EventStoreDB', () => {
  it('counts versions from 1 where the server counts revisions from 0', async () => {
    await using world = await createWorld();
    const log = world.open();
    const s = streamName();
    await log.append(s, 'none', [record(), record()]);
    expect(await log.append(s, 2, [record()])).toMatchObject({ status: 'appended', version: 3 });
    expect(world.server.appends.map(({ expected }) => expected)).toEqual(['no_stream', 1n]);
    expect(world.server.storage.stream(s)?.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
    const positions = (await log.readStream(s)).map(({ position }) => position);
    expect(positions).toEqual(world.server.storage.stream(s)?.map(({ position }) => position));
  });

  it('never asks for the server’s own `any`: a repeat is found after the server and the log have restarted', async () => {
    await using world = await createWorld();
    const { server } = world;
    const s = streamName();
    const [first, second] = [[record(), record()], [record()]];
    const log = world.open();
    const stored = await log.append(s, 'any', first);
    await log.append(s, 'any', second);
    server.storage.forgetRecent();
    const later = world.open();
    expect(await later.append(s, 'any', first)).toEqual({ ...stored, status: 'duplicate' });
    expect(await later.append(s, 'any', [first[1]!, record()])).toEqual({ status: 'conflict', version: 3 });
    expect(await world.open().append(s, 3, second)).toMatchObject({ status: 'duplicate', version: 3 });
    expect(storedIds(server, s)).toHaveLength(3);
    expect(server.appends.some(({ expected }) => expected === 'any')).toBe(false);
  });

  it('finds repeats also of streams that it had to forget', async () => {
    await using world = await createWorld();
    const log = world.open({ limits: { maxKnownIds: 4 } });
    const streams = Array.from({ length: 4 }, streamName);
    const records = streams.map(() => [record(), record(), record()]);
    for (const [i, s] of streams.entries()) await log.append(s, 'any', records[i]!);
    for (const [i, s] of streams.entries())
      expect(await log.append(s, 'any', records[i]!)).toMatchObject({ status: 'duplicate', version: 3 });
  });

  it('goes on where other processes have written, and answers what is there by then', async () => {
    await using world = await createWorld();
    const [log, other] = [world.open(), world.open()];
    const s = streamName();
    await log.append(s, 'any', [record()]);
    const theirs = [record(), record()];
    await other.append(s, 'any', theirs);
    expect(await log.append(s, 1, [record()])).toEqual({ status: 'conflict', version: 3 });
    await other.append(s, 'any', [record()]);
    expect(await log.append(s, 'any', [record()])).toMatchObject({ status: 'appended', version: 5 });
    await other.append(s, 'any', [record()]);
    expect(await log.append(s, 'any', theirs)).toMatchObject({ status: 'duplicate', version: 3 });
    expect(await log.append(s, 6, [record()])).toMatchObject({ status: 'appended', version: 7 });
  });

  it('calls duplicate what another process stored before anything that it has seen', async () => {
    await using world = await createWorld();
    const [log, other] = [world.open(), world.open()];
    const s = streamName();
    await log.append(s, 'none', [record()]);
    const same = record();
    await other.append(s, 1, [same]);
    await log.head();
    // `log` still takes the stream to be at version 1; the server answers success, as it would to the first.
    expect(await log.append(s, 1, [same])).toMatchObject({ status: 'duplicate', version: 2 });
  });

  it('keeps two processes that append to one stream apart', async () => {
    await using world = await createWorld();
    const logs = [world.open({ retryForMs: 20_000 }), world.open({ retryForMs: 20_000 })];
    const s = streamName();
    const records = logs.map(() => Array.from({ length: 40 }, () => record()));
    const results = await Promise.all(
      logs.flatMap((log, i) => records[i]!.map((one) => log.append(s, 'any', [one]))),
    );
    expect(results.every(({ status }) => status === 'appended')).toBe(true);
    const ids = storedIds(world.server, s);
    expect(new Set(ids).size).toBe(80);
    for (const own of records) {
      const wanted = own.map(({ id }) => id);
      expect(ids.filter((id) => wanted.includes(id))).toEqual(wanted);
    }
  });

  it('merges appends with any that wait for the same stream, below the server’s limit', async () => {
    await using world = await createWorld({ maxAppendBytes: 1024 * 1024 });
    const { server } = world;
    const groups: number[] = [];
    const log = world.open({ onGroup: ({ appends }) => groups.push(appends) });
    const s = streamName();
    const small = Array.from({ length: 300 }, () => record());
    await Promise.all(small.map((one) => log.append(s, 'any', [one])));
    expect(server.appends.length).toBeLessThan(10);
    expect(groups).toHaveLength(server.appends.length);
    expect(groups.reduce((sum, appends) => sum + appends)).toBe(300);
    const before = server.appends.length;
    const large = Array.from({ length: 12 }, () => record({ data: new Uint8Array(200 * 1024) }));
    const results = await Promise.all(large.map((one) => log.append(s, 'any', [one])));
    expect(results.map((r) => 'version' in r && r.version)).toEqual(large.map((_, i) => 301 + i));
    // Two of 200 KiB fit into one append of 512 KiB; the first went alone, or with another.
    expect(server.appends.length - before).toBeLessThanOrEqual(7);
    expect(storedIds(server, s)).toEqual([...small, ...large].map(({ id }) => id));
  });

  it('lets what the server refuses fail alone', async () => {
    await using world = await createWorld({ maxAppendBytes: 100_000 });
    const log = world.open();
    const s = streamName();
    const sizes = [10, 60_000, 200_000, 60_000, 20];
    const results = await Promise.allSettled(
      sizes.map((size) => log.append(s, 'any', [record({ data: new Uint8Array(size) })])),
    );
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value.status : r.reason.code))).toEqual([
      'appended',
      'appended',
      'append_invalid',
      'appended',
      'appended',
    ]);
    expect(world.server.storage.stream(s)?.map(({ data }) => data.byteLength)).toEqual([
      10, 60_000, 60_000, 20,
    ]);
  });

  it('refuses what no server takes without breaking the connection for others', async () => {
    await using world = await createWorld();
    const log = world.open();
    const huge = record({ metadata: { correlationId: 'c', actor: 'a'.repeat(16 * 1024 * 1024) } });
    await expect(log.append(streamName(), 'any', [huge])).rejects.toMatchObject({ code: 'append_invalid' });
    expect(world.server.connections()).toBe(0);
  });

  it('does not try again what it is not allowed to do', async () => {
    await using world = await createWorld();
    world.server.faults.append = () => ({ answer: 'AccessDenied' });
    await expect(world.open().append(streamName(), 'any', [record()])).rejects.toMatchObject({
      code: 'append_invalid',
    });
    expect(world.server.appends).toHaveLength(1);
  });

  it('says saturated above its bounds, and takes appends again afterwards', async () => {
    await using world = await createWorld();
    const answered = Promise.withResolvers<void>();
    world.server.faults.append = () => ({ answerAfter: answered.promise });
    const log = world.open({ timeoutMs: 5_000, limits: { maxQueuedAppends: 3, maxQueuedBytes: 1_000 } });
    const data = new Uint8Array(400);
    const waiting = [0, 1].map(() => log.append(streamName(), 'any', [record({ data })]));
    await expect(log.append(streamName(), 'any', [record({ data })])).rejects.toMatchObject({
      code: 'saturated',
    });
    waiting.push(log.append(streamName(), 'any', [record({ data: new Uint8Array(1) })]));
    await expect(log.append(streamName(), 'any', [record({ data: new Uint8Array() })])).rejects.toMatchObject(
      {
        code: 'saturated',
        retryAfterS: 1,
      },
    );
    expect(log.depth()).toEqual({ appends: 3, bytes: 801 });
    await until('the appends to arrive', () => world.server.appends.length === 3);
    answered.resolve();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([
      'appended',
      'appended',
      'appended',
    ]);
    expect(log.depth()).toEqual({ appends: 0, bytes: 0 });
    expect(await log.append(streamName(), 'any', [record()])).toMatchObject({ status: 'appended' });
  });

  it('a stream that is slow holds up no other', async () => {
    await using world = await createWorld();
    const answered = Promise.withResolvers<void>();
    const slow = streamName();
    world.server.faults.append = ({ stream }) =>
      stream === slow ? { answerAfter: answered.promise } : undefined;
    const log = world.open({ timeoutMs: 5_000 });
    const waiting = log.append(slow, 'any', [record()]);
    await Promise.all(Array.from({ length: 100 }, () => log.append(streamName(), 'any', [record()])));
    expect(log.depth().appends).toBe(1);
    answered.resolve();
    expect(await waiting).toMatchObject({ status: 'appended' });
  });

  it('keeps an id of another stream as a record of its own: the server cannot tell', async () => {
    await using world = await createWorld();
    const log = world.open();
    const id = randomUUID();
    for (const s of [streamName(), streamName()])
      expect(await log.append(s, 'any', [record({ id })])).toMatchObject({ status: 'appended', version: 1 });
  });
});
