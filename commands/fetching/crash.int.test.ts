import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectPool } from '../../app/database/connect.ts';
import { createRelay } from '../../eventstore/testing/relay.ts';
import { until } from '../../eventstore/testing/until.ts';
import { createFetchQueue } from './fetch-queue.ts';
import { fetchStatus } from './fetch-status.ts';
import { createToyWorld, type ToyWorld } from './testing/toy-provider.ts';

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
  world.connected.set('ada', new Date());
});
afterEach(() => world.close());

const record = (path: string): object => ({ path, ordering: 1 });
const program = fileURLToPath(new URL('testing/hanging-worker.ts', import.meta.url));

describe('a fetch', () => {
  it('is taken up by another worker soon after its own was killed, and not before', async () => {
    await world.enrich.react(await world.notify('ada', 'night', 'day'));
    const child = fork(program, [world.url]);
    await once(child, 'message');
    world.startWorker(record);
    // The lane is held: what waits in it waits, whatever other workers do.
    const { rows } = await world.pool.query(
      `select data ->> 'recordId' as held from jobs.job where state = 'active'`,
    );
    expect(rows).toHaveLength(1);
    expect(await fetchStatus(world.pool)).toMatchObject({ running: 1, waiting: 1 });
    expect(await world.fetchedRecords()).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('both are fetched', async () => (await world.fetchedRecords()).length === 2, 60_000);
  });

  it('waits while the database is away, and goes on when it is back', async () => {
    const relay = await createRelay(world.url);
    const pool = connectPool(relay.url, 'test', 4);
    const retries: unknown[] = [];
    world.startWorker(record, {
      pool,
      queue: createFetchQueue(pool),
      onRetry: (error) => retries.push(error),
    });
    await world.enrich.react(await world.notify('ada', 'before'));
    await until('the first is fetched', async () => (await world.fetchedRecords()).length === 1);
    await relay.refuse();
    await world.enrich.react(await world.notify('ada', 'meanwhile'));
    await until('it was tried', () => retries.length > 1);
    expect(await world.fetchedRecords()).toEqual(['before']);
    await relay.open();
    await until('the second is fetched', async () => (await world.fetchedRecords()).length === 2, 60_000);
    await world.close();
    await pool.end();
    await relay.close();
    world = await createToyWorld();
  });
});
