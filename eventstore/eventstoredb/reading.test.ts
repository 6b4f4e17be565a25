import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINNING, type StoredRecord } from '../event-log.ts';
import { record } from '../testing/conformance.ts';
import { createWorld, streamName } from './testing/world.ts';

const readToEnd = async (log: ReturnType<Awaited<ReturnType<typeof createWorld>>['open']>, limit: number) => {
  const pages: (readonly StoredRecord[])[] = [];
  for (let position = BEGINNING; ; ) {
    const page = await log.readAll(position, limit);
    position = page.position;
    if (page.records.length === 0) return { pages, position };
    pages.push(page.records);
  }
};

describe('reading from EventStoreDB', () => {
  it('leaves out the server’s own events and those of other programs, and moves past them', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open();
    const foreign = EventStoreDBClient.connectionString(server.url);
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) {
      const one = record();
      ids.push(one.id);
      await log.append(streamName(), 'any', [one]);
      await foreign.appendToStream('orders', [
        jsonEvent({ type: 'OrderPlaced', data: { i }, metadata: { a: 1 } }),
      ]);
    }
    const system = server.storage
      .all()
      .filter(({ type, stream }) => type.startsWith('$') || stream.startsWith('$'));
    expect(system.length).toBeGreaterThan(15);
    const { pages, position } = await readToEnd(log, 7);
    expect(pages.flat().map(({ id }) => id)).toEqual(ids);
    expect(position).toBe(await log.head());
    expect(position).toBe(server.storage.all().at(-1)!.position);
    await foreign.dispose();
  });

  it('gives each record once in a page that takes several reads of the server', async () => {
    await using world = await createWorld();
    const log = world.open();
    const ids: string[] = [];
    for (let i = 0; i < 40; i++) {
      const group = Array.from({ length: 20 }, () => ({ ...record(), type: 'Wanted' }));
      ids.push(...group.map(({ id }) => id));
      await log.append(streamName(), 'any', group);
      await log.append(streamName(), 'any', [record(), record(), record()]);
    }
    for (const limit of [129, 200, 500]) {
      const found: string[] = [];
      for (let after = BEGINNING; found.length < ids.length; ) {
        const page = await log.readAll(after, limit, { types: ['Wanted'] });
        expect(page.records.length).toBeGreaterThan(0);
        found.push(...page.records.map(({ id }) => id));
        after = page.position;
      }
      expect(found).toEqual(ids);
    }
  });

  it('takes any number as a position, as the port allows: between two records begins the later one', async () => {
    await using world = await createWorld();
    const log = world.open();
    for (let i = 0; i < 25; i++) await log.append(streamName(), 'any', [record(), record()]);
    const { pages } = await readToEnd(log, 10);
    const all = pages.flat();
    const head = await log.head();
    const fresh = world.open();
    for (const { position, id } of all) {
      expect((await fresh.readAll(position - 1n, 1)).records.map((r) => r.id)).toEqual([id]);
      // The usual question is not answered by searching.
      expect(world.server.reads.at(-1)).toMatchObject({ from: position });
    }
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 0n, max: head }),
        fc.integer({ min: 1, max: 60 }),
        async (after, limit) => {
          const page = await log.readAll(after, limit);
          const wanted = all.filter(({ position }) => position > after).slice(0, limit);
          expect(page.records.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
          expect(page.position).toBe(wanted.length === limit ? wanted.at(-1)!.position : head);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds no record where there is none of ours', async () => {
    await using world = await createWorld();
    const log = world.open();
    await log.append(streamName(), 'any', [record(), record()]);
    const ours = (await log.readAll(BEGINNING, 10)).records.map(({ position }) => position);
    const system = world.server.storage.all()[0]!.position;
    for (const position of [BEGINNING, system, ours[0]! + 1n, ours[1]! + 10_000n])
      expect(await log.readAt(position)).toBeUndefined();
    expect(world.server.reads.filter(({ kind }) => kind === 'all').length).toBeLessThan(10);
  });

  it('finds a position by time from the end, and reads no further back than that', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open({ timeoutMs: 5_000 });
    const hour = 3_600_000;
    const start = Date.parse('2026-01-01T00:00:00Z');
    for (let i = 0; i < 40; i++) {
      server.storage.setTime(new Date(start + i * hour));
      await log.append(
        streamName(),
        'any',
        Array.from({ length: 40 }, () => record()),
      );
    }
    const all = (await log.readAll(BEGINNING, 10_000)).records;
    for (const after of [-1, 0, 1, 17, 17.5, 39, 40]) {
      const time = new Date(start + after * hour);
      const position = await log.positionBefore!(time);
      const wanted = all.filter(({ recordedAt }) => Date.parse(recordedAt) >= time.getTime());
      const found = all.filter((one) => one.position > position);
      // The event before may be one of the server's own, so it stops at the first of ours exactly.
      expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    }
    const before = server.reads.length;
    await log.positionBefore!(new Date(start + 39 * hour));
    expect(server.reads.length - before).toBe(1);
  });

  it('counts records, where positions count bytes', async () => {
    await using world = await createWorld();
    const log = world.open({ partBytes: 1_000 });
    for (let i = 0; i < 10; i++)
      await log.append(streamName(), 'any', [record({ data: new Uint8Array(5_000) })]);
    const all = (await log.readAll(BEGINNING, 100)).records;
    expect(await log.countAfter!(BEGINNING, 100)).toBe(10);
    expect(await log.countAfter!(all[3]!.position, 100)).toBe(6);
    expect(await log.countAfter!(all[3]!.position, 4)).toBe(4);
    expect(await log.countAfter!(await log.head(), 4)).toBe(0);
  });

  it('bounds a page by its bytes', async () => {
    await using world = await createWorld();
    const log = world.open({ timeoutMs: 5_000 });
    const data = new Uint8Array(3 * 1024 * 1024);
    for (let i = 0; i < 14; i++) await log.append(streamName(), 'any', [record({ data })]);
    const { pages } = await readToEnd(log, 1_000);
    // The record that goes over 16 MiB is the last of its page.
    expect(pages.map((page) => page.length)).toEqual([6, 6, 2]);
  });

  it('looks through much that does not match in one page, and stops where it is told to', async () => {
    await using world = await createWorld();
    const log = world.open({ timeoutMs: 5_000 });
    const s = streamName();
    const many = Array.from({ length: 900 }, (_, i) =>
      record({ type: i % 300 === 299 ? 'Wanted' : 'Other' }),
    );
    for (let i = 0; i < many.length; i += 300) await log.append(s, 'any', many.slice(i, i + 300));
    const first = await log.readAll(BEGINNING, 2, { types: ['Wanted'] });
    expect(first.records.map(({ version }) => version)).toEqual([300, 600]);
    expect(first.position).toBe(first.records[1]!.position);
    const rest = await log.readAll(first.position, 2, { types: ['Wanted'] });
    expect(rest.records.map(({ version }) => version)).toEqual([900]);
    expect(rest.position).toBe(await log.head());
    expect(await log.readAll(rest.position, 2, { types: ['Wanted'] })).toEqual({
      records: [],
      position: rest.position,
    });
  });

  it('reads again from the start what broke off in the middle', async () => {
    await using world = await createWorld();
    const log = world.open();
    const s = streamName();
    await log.append(
      s,
      'any',
      Array.from({ length: 50 }, () => record()),
    );
    for (const read of [() => log.readStream(s), async () => (await log.readAll(BEGINNING, 100)).records]) {
      let reads = 0;
      world.server.faults.read = () => (reads++ === 0 ? 'die' : undefined);
      expect((await read()).map(({ version }) => version)).toEqual(
        Array.from({ length: 50 }, (_, i) => i + 1),
      );
      expect(reads).toBe(2);
    }
  });

  it.each(['hang', 'die', 'unavailable', 'denied'] as const)(
    'says so when a read can only %s',
    async (fault) => {
      await using world = await createWorld();
      const log = world.open({ timeoutMs: 100 });
      const s = streamName();
      await log.append(s, 'any', [record()]);
      world.server.faults.read = () => fault;
      const started = performance.now();
      for (const read of [() => log.readStream(s), () => log.readAll(BEGINNING, 10), () => log.head()])
        await expect(read()).rejects.toMatchObject({
          code: 'engine_unavailable',
          status: 503,
          retryAfterS: 2,
        });
      expect(performance.now() - started).toBeLessThan(3_000);
      world.server.faults.read = undefined;
      expect((await log.readAll(BEGINNING, 10)).records).toHaveLength(1);
    },
  );

  it('reads on after the connection broke while nothing was done', async () => {
    await using world = await createWorld();
    const log = world.open();
    await log.append(streamName(), 'any', [record()]);
    await log.head();
    await world.server.stop();
    await world.server.start();
    expect((await log.readAll(BEGINNING, 10)).records).toHaveLength(1);
    expect(await log.append(streamName(), 'any', [record()])).toMatchObject({ status: 'appended' });
  });

  it('does not go on with a connection on which nothing comes', async () => {
    await using world = await createWorld();
    const log = world.open({ timeoutMs: 600 });
    let seen = 0;
    world.server.faults.read = () => (seen++ === 0 ? 'hang' : undefined);
    await expect(log.head()).rejects.toMatchObject({ code: 'engine_unavailable' });
    await log.head();
    expect(new Set(world.server.reads.map(({ peer }) => peer)).size).toBe(2);
  });

  it('an empty log has its head at the beginning', async () => {
    await using world = await createWorld();
    const log = world.open();
    expect(await log.readAll(BEGINNING, 10)).toEqual({ records: [], position: await log.head() });
  });
});
