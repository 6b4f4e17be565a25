import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../eventstore/testing/until.ts';
import { ProviderApiError } from '../../providers/api.ts';
import { backfillProgress, startBackfill } from './backfills.ts';
import { createFetchQueue } from './fetch-queue.ts';
import { fetchStatus } from './fetch-status.ts';
import { listParkedFetches, redriveFetches } from './parked-fetches.ts';
import { createToyWorld, type ToyWorld } from './testing/toy-provider.ts';

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.retries).toEqual([]);
});

const record = (path: string): object => ({ path, ordering: 1 });
const idle = () =>
  until('nothing waits', async () => {
    const { waiting, running } = await fetchStatus(world.pool);
    return waiting === 0 && running === 0;
  });
/** Answers only when let go. */
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('fetches', () => {
  it('run in series for one person and beside each other for many, across workers', async () => {
    const running = new Map<string, number>();
    let most = 0;
    const answer = async (path: string, user: string) => {
      running.set(user, (running.get(user) ?? 0) + 1);
      most = Math.max(most, running.get(user)!);
      await new Promise((resolve) => setImmediate(resolve));
      running.set(user, running.get(user)! - 1);
      return record(path);
    };
    for (const user of ['ada', 'bob', 'cleo']) {
      world.connected.set(user, new Date());
      const ids = Array.from({ length: 15 }, (_, index) => `${user}-${index}`);
      await world.enrich.react(await world.notify(user, ...ids));
    }
    // The answer comes when everyone is there: else one after the other would pass for beside each other.
    const all = gate();
    const arrived = new Set<string>();
    const meeting = async (path: string, user: string) => {
      arrived.add(user);
      if (arrived.size === 3) all.open();
      await all.opened;
      return answer(path, user);
    };
    for (let worker = 0; worker < 3; worker++) world.startWorker(meeting, { width: 3 });
    await until('all are fetched', async () => (await world.fetchedRecords()).length === 45);
    expect(most).toBe(1);
  });

  it('are one for ten notices that come while it waits, and one more for those that come while it runs', async () => {
    world.connected.set('ada', new Date());
    for (let notice = 0; notice < 10; notice++) await world.enrich.react(await world.notify('ada', 'night'));
    expect(await fetchStatus(world.pool)).toMatchObject({ waiting: 1 });

    let version = 0;
    const first = gate();
    const begun = gate();
    world.startWorker(async () => {
      version++;
      if (version === 1) {
        begun.open();
        await first.opened;
        return { ordering: 1, version: 1 };
      }
      return { ordering: version, version };
    });
    await begun.opened;
    for (let notice = 0; notice < 3; notice++) await world.enrich.react(await world.notify('ada', 'night'));
    expect(await fetchStatus(world.pool)).toMatchObject({ waiting: 1, running: 1 });
    first.open();
    await until('the second is fetched', async () => (await world.fetchedRecords()).length === 2);
    await idle();
    expect(version).toBe(2);
  });

  it('are not asked for again when the same event is seen again', async () => {
    world.connected.set('ada', new Date());
    const events = await world.notify('ada', 'night');
    await world.enrich.react(events);
    let calls = 0;
    world.startWorker((path) => {
      calls++;
      return record(path);
    });
    await idle();
    await world.enrich.react(events);
    await idle();
    expect(calls).toBe(1);
  });

  it('go to another worker when theirs died, whose late answer then changes nothing', async () => {
    world.connected.set('ada', new Date());
    await world.enrich.react(await world.notify('ada', 'night'));
    const dead = await world.queue.take();
    expect(dead).toMatchObject({ retryCount: 0 });
    expect(await world.queue.take()).toBeUndefined();
    await world.pool.query(
      `update jobs.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
    );
    world.startWorker(record);
    await until('it is fetched', async () => (await world.fetchedRecords()).length === 1);
    await idle();
    const client = await world.pool.connect();
    expect(await world.queue.settle(dead!, client)).toBe(false);
    client.release();
  });

  it('are given back at once by a worker that stops', async () => {
    world.connected.set('ada', new Date());
    await world.enrich.react(await world.notify('ada', 'night'));
    const begun = gate();
    const worker = world.startWorker(async () => {
      begun.open();
      await gate().opened;
    });
    await begun.opened;
    await worker.stop();
    expect(await fetchStatus(world.pool)).toMatchObject({ waiting: 1, due: 1, running: 0, parked: 0 });
    world.startWorker(record);
    await until('it is fetched', async () => (await world.fetchedRecords()).length === 1);
  });

  it('wait while the provider says so, and for a record that is not there yet', async () => {
    world.connected.set('ada', new Date());
    await world.enrich.react(await world.notify('ada', 'limited', 'early'));
    const asked: string[] = [];
    world.startWorker((path) => {
      asked.push(path);
      return path.endsWith('limited')
        ? new ProviderApiError('rate_limited', 'slow down', { status: 429, retryAfterS: 600 })
        : new ProviderApiError('not_found', 'nothing here', { status: 404 });
    });
    await until('both wait', async () => (await fetchStatus(world.pool)).outcomes.length === 2);
    const { rows } = await world.pool.query<{ id: string; tried: number; waits: number }>(
      `select data ->> 'recordId' as id, (data ->> 'tried')::int as tried,
              extract(epoch from start_after - created_on)::float8 as waits
         from jobs.job where state = 'created' order by 1`,
    );
    expect(rows).toMatchObject([
      { id: 'early', tried: 1 },
      { id: 'limited', tried: 0 },
    ]);
    expect(rows[0]!.waits).toBeGreaterThan(1);
    expect(rows[0]!.waits).toBeLessThan(6);
    expect(rows[1]!.waits).toBeGreaterThan(590);
  });

  it('that are parked say why without quoting anyone, and come again when driven', async () => {
    await world.enrich.react(await world.notify('ada', 'night'));
    world.connected.set('bob', new Date());
    await world.enrich.react(await world.notify('bob', 'secret'));
    let lapsed = true;
    world.startWorker((path) =>
      path.endsWith('secret') && lapsed
        ? new ProviderApiError('forbidden', 'resting heart rate sixty-one, token hush-hush', { status: 403 })
        : record(path),
    );
    await until('both are parked', async () => (await fetchStatus(world.pool)).parked === 2);
    const parked = await listParkedFetches(world.pool);
    expect(parked).toMatchObject([
      { provider: 'toy', external_user: 'ada', problem: 'not_connected', detail: null },
      { provider: 'toy', external_user: 'bob', problem: 'forbidden', detail: '403' },
    ]);
    const { rows } = await world.pool.query(`select * from jobs.job where name = 'fetch'`);
    expect(JSON.stringify([parked, rows])).not.toMatch(/sixty|hush/);

    lapsed = false;
    const queue = createFetchQueue(world.pool);
    expect(await redriveFetches(world.pool, queue, { externalUsers: ['bob'] }, new Date())).toBe(1);
    await until('it is fetched', async () => (await world.fetchedRecords()).includes('secret'));
    expect(await fetchStatus(world.pool)).toMatchObject({ parked: 1 });
  });

  it('that were parked for want of a connection come again with it, together with a month of history', async () => {
    await world.enrich.react(await world.notify('ada', 'night'));
    world.startWorker((path) => (path === '/all' ? [[]] : record(path)));
    await until('it is parked', async () => (await fetchStatus(world.pool)).parked === 1);

    world.connected.set('ada', new Date());
    const data = { userId: 'user-ada', provider: 'toy', externalUser: 'ada', device: 'Toy' };
    await world.store.append(
      'connection-user-ada-toy',
      'any',
      [{ type: 'DeviceConnected', data: { ...data, replacesExternalUser: null } }],
      { id: 'connect', correlationId: 'c', actor: 'test', subject: 'user-ada' },
    );
    const { events } = await world.store.readAll(0n, 100, { types: ['DeviceConnected'] });
    await world.enrich.react(events);
    await until('it is fetched', async () => (await world.fetchedRecords()).includes('night'));
    await idle();
    const { outcomes, parked } = await fetchStatus(world.pool);
    expect(parked).toBe(0);
    expect(outcomes).toEqual([
      { provider: 'toy', outcome: 'fetched', fetches: 4 },
      { provider: 'toy', outcome: 'not_connected', fetches: 1 },
    ]);
  });
});

describe('a sweep', () => {
  it('finds what no webhook told, adds nothing twice, and goes on from where it ended', async () => {
    const hour = 3_600_000;
    const start = Date.now();
    world.connected.set('ada', new Date(start));
    const missed = { collection: 'sleep', recordId: 'missed', ordering: 1, body: { hours: 7 } };
    world.startWorker(() => [[missed], []]);

    expect(await world.sweep(start)).toMatchObject({ swept: 0 });
    expect(await world.sweep(start + 1)).toMatchObject({ swept: 1 });
    await until('it is found', async () => (await world.fetchedRecords()).length === 1);
    await idle();
    expect(await world.sweep(start + 2)).toMatchObject({ swept: 0 });
    expect(await world.sweep(start + 6 * hour)).toMatchObject({ swept: 1 });
    await idle();
    expect(await world.fetchedRecords()).toEqual(['missed']);
    const { rows } = await world.pool.query(
      'select swept_until, found_at is not null as found from work.reconciliations',
    );
    expect(rows).toEqual([{ swept_until: new Date(start + 6 * hour), found: true }]);
  });

  it('that failed is asked for again from the same place', async () => {
    const hour = 3_600_000;
    const start = Date.now();
    world.connected.set('ada', new Date(start));
    let away = true;
    world.startWorker(() => (away ? new ProviderApiError('refused', 'no', { status: 400 }) : [[]]));
    await world.sweep(start);
    await world.sweep(start + 1);
    await until('it is parked', async () => (await fetchStatus(world.pool)).parked === 1);
    const sweptUntil = async () =>
      (await world.pool.query('select swept_until from work.reconciliations')).rows[0].swept_until;
    expect(await sweptUntil()).toBeNull();
    away = false;
    await world.sweep(start + 6 * hour);
    await until('it is done', async () => (await sweptUntil()) !== null);
  });

  it('is planned by one worker at a time', async () => {
    for (let person = 0; person < 50; person++) world.connected.set(`p${person}`, new Date());
    const start = Date.now();
    await world.sweep(start);
    const planned = await Promise.all([1, 2, 3, 4].map(() => world.sweep(start + 1)));
    expect(planned.reduce((sum, each) => sum + (each?.swept ?? 0), 0)).toBe(50);
    expect(await fetchStatus(world.pool)).toMatchObject({ waiting: 50 });
  });

  it('tells once of webhooks that stopped, and again after they came back', async () => {
    const day = 86_400_000;
    const start = Date.now();
    world.connected.set('ada', new Date(start - 10 * day));
    await world.enrich.react(await world.notify('ada', 'night'));
    expect(await world.sweep(start + day)).toMatchObject({ silent: [] });
    expect((await world.sweep(start + 4 * day))?.silent).toMatchObject([
      { externalUser: 'ada', silence: 'possible' },
    ]);
    expect(await world.sweep(start + 5 * day)).toMatchObject({ silent: [] });
    await world.enrich.react(await world.notify('ada', 'other'));
    expect((await world.sweep(start + 9 * day))?.silent).toHaveLength(1);
  });
});

describe('a backfill', () => {
  it('is done window by window and tells how far it is', async () => {
    world.connected.set('ada', new Date());
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' };
    const whose = { provider: 'toy', externalUser: 'ada' };
    const id = await startBackfill(world.pool, world.queue, whose, window, new Date());
    expect(await backfillProgress(world.pool, id)).toMatchObject({ windows: 5, done: 0 });
    let calls = 0;
    world.startWorker(() => {
      calls++;
      if (calls === 2) return new ProviderApiError('refused', 'no', { status: 400 });
      return [
        [{ collection: 'sleep', recordId: `r${calls}`, ordering: 1, body: {} }],
        [{ collection: 'sleep', recordId: 'same', ordering: 1, body: {} }],
      ];
    });
    await idle();
    expect(await backfillProgress(world.pool, id)).toEqual({
      windows: 5,
      done: 4,
      parked: 1,
      recordsNew: 5,
      recordsKnown: 3,
    });
  });
});

describe('the queue', () => {
  it('can be made by several workers at once, and again', async () => {
    await world.pool.query('drop schema jobs cascade');
    await Promise.all([1, 2, 3].map(() => createFetchQueue(world.pool).install()));
    await createFetchQueue(world.pool).install();
    expect(await fetchStatus(world.pool)).toMatchObject({ waiting: 0 });
  });
});
