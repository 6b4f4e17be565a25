import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { record } from '../testing/conformance.ts';
import { until } from '../testing/until.ts';
import { loadPrivateClient } from './private-client.ts';
import type { AppendFault } from './testing/fake-appends.ts';
import { startFakeServer } from './testing/fake-server.ts';
import { createWorld, storedIds, streamName } from './testing/world.ts';

/** The first appends meet a fault each, all later ones none. */
const inTurn = (...faults: (AppendFault | undefined)[]) => {
  let next = 0;
  return () => faults[next++];
};

/**
 * What `@eventstore/db-client` 6.2.1 does, bug by bug. An unhandled rejection or an uncaught exception anywhere here
 * fails the run.
 */
describe('the bugs of the client', () => {
  it('1: an append that is never answered ends by its own timeout, and is sent again as it was', async () => {
    await using world = await createWorld();
    const { server } = world;
    const log = world.open();
    const s = streamName();
    server.faults.append = inTurn('hang', 'store_and_hang');
    const one = record();
    expect(await log.append(s, 'any', [one])).toMatchObject({ status: 'appended', version: 1 });
    expect(server.appends.map(({ expected, ids }) => [expected, ids])).toEqual(
      Array.from({ length: 3 }, () => ['no_stream', [one.id]]),
    );
    expect(storedIds(server, s)).toEqual([one.id]);
  });

  it('1: a server that never answers is reported in bounded time', async () => {
    await using world = await createWorld();
    world.server.faults.append = () => 'hang';
    const log = world.open({ timeoutMs: 100, retryForMs: 300 });
    const started = performance.now();
    await expect(log.append(streamName(), 'none', [record()])).rejects.toMatchObject({
      code: 'engine_unavailable',
      status: 503,
    });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(log.depth()).toEqual({ appends: 0, bytes: 0 });
  });

  it.each(['hang', 'fail'] as const)('1: the call before the first append can %s as well', async (fault) => {
    await using world = await createWorld();
    world.server.faults.features = fault;
    const log = world.open({ timeoutMs: 100 });
    const appending = log.append(streamName(), 'any', [record()]);
    await until('a second connection', () => world.server.featuresAsked() > 1);
    world.server.faults.features = undefined;
    expect(await appending).toMatchObject({ status: 'appended' });
  });

  it('2: two clients of the same copy reject each other’s appends: the bug is there', async () => {
    await using world = await createWorld();
    const other = await startFakeServer();
    other.faults.append = world.server.faults.append = () => 'hang';
    const shared = loadPrivateClient();
    const [a, b] = [world.server, other].map(({ url }) => shared.EventStoreDBClient.connectionString(url));
    const mine = a!.appendToStream('s', [shared.jsonEvent({ type: 'T', data: {} })]);
    const theirs = b!.appendToStream('s', [shared.jsonEvent({ type: 'T', data: {} })]);
    await until('both to arrive', () => world.server.appends.length + other.appends.length === 2);
    other.dropConnections();
    const outcomes = await Promise.allSettled([mine, theirs]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await Promise.all([a!.dispose(), other.close()]);
  });

  it('2: the log has a copy of its own, so that other clients of the process do not touch its appends', async () => {
    await using world = await createWorld();
    const other = await startFakeServer();
    other.faults.append = () => 'hang';
    const neighbour = EventStoreDBClient.connectionString(other.url);
    const theirs = neighbour.appendToStream('s', [jsonEvent({ type: 'T', data: {} })], {
      expectedRevision: NO_STREAM,
    });
    const answered = Promise.withResolvers<void>();
    world.server.faults.append = inTurn({ answerAfter: answered.promise });
    const [log, second] = [world.open({ timeoutMs: 5_000 }), world.open()];
    const mine = log.append(streamName(), 'any', [record()]);
    await until('both to arrive', () => world.server.appends.length + other.appends.length === 2);
    other.dropConnections();
    await expect(theirs).rejects.toMatchObject({ type: 'unavailable' });
    await second.append(streamName(), 'any', [record()]);
    // With a shared copy this late answer would be an uncaught TypeError.
    answered.resolve();
    expect(await mine).toMatchObject({ status: 'appended', version: 1 });
    expect(world.server.appends).toHaveLength(2);
    await Promise.all([neighbour.dispose(), other.close()]);
  });

  it('3: what cannot be written is refused before the client sees it', async () => {
    await using world = await createWorld();
    const log = world.open();
    const s = streamName();
    const unwritable = { correlationId: 'c', actor: 'test', causationId: 1n as unknown as string };
    for (const bad of [
      record({ metadata: unwritable }),
      record({ data: { n: 1n } as unknown as Uint8Array }),
      record({ type: '\ud800' }),
      record({ type: '$hidden' }),
    ])
      await expect(log.append(s, 'any', [bad])).rejects.toMatchObject({ code: 'append_invalid' });
    for (const name of ['$system', 'broken-\udc00'])
      await expect(log.append(name, 'any', [record()])).rejects.toMatchObject({ code: 'append_invalid' });
    expect(await log.append(s, 'any', [record()])).toMatchObject({ status: 'appended', version: 1 });
    expect(world.server.appends).toHaveLength(1);
  });

  it('6: the first call to a server that is down fails without a type; the append waits for it', async () => {
    await using world = await createWorld();
    await world.server.stop();
    const log = world.open();
    await expect(log.readStream('s')).rejects.toMatchObject({ code: 'engine_unavailable', status: 503 });
    await expect(log.head()).rejects.toMatchObject({ code: 'engine_unavailable' });
    const s = streamName();
    const appending = log.append(s, 'none', [record()]);
    await world.server.start();
    expect(await appending).toMatchObject({ status: 'appended', version: 1 });
    expect(await log.readStream(s)).toHaveLength(1);
  });

  it('7: told in the connection string not to throw, the client answers a wrong revision; conflicts stay conflicts', async () => {
    await using world = await createWorld();
    const url = `${world.server.url}&throwOnAppendFailure=false`;
    const [log, other] = [world.open({ url }), world.open()];
    const s = streamName();
    await log.append(s, 'none', [record(), record(), record()]);
    await other.append(s, 3, [record()]);
    expect(await log.append(s, 3, [record()])).toEqual({ status: 'conflict', version: 4 });
    expect(await log.append(s, 'any', [record()])).toMatchObject({ status: 'appended', version: 5 });
  });

  it('8: an append of nothing is refused and never sent', async () => {
    await using world = await createWorld();
    const log = world.open();
    await expect(log.append(streamName(), 'any', [])).rejects.toMatchObject({ code: 'append_invalid' });
    expect(world.server.appends).toEqual([]);
  });
});
