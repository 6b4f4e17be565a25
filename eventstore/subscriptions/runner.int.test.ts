import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../testing/conformance.ts';
import { type Counted, createToyWorld, insertToyRows, type ToyWorld, toyProjection } from '../testing/toy.ts';
import { until } from '../testing/until.ts';
import { claimPartition, LEASE_S, registerProcessor } from './checkpoints.ts';
import { handlePage, PartitionLost } from './handle-page.ts';
import { listParked } from './parking.ts';
import type { ProcessManager, Processor } from './processor.ts';
import { runProcessors } from './runner.ts';

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
});
afterEach(() => world.close());

const checkpoints = async ({ name }: Processor): Promise<string[]> =>
  (
    await world.pool.query<{ position: string }>(
      'select position from work.checkpoints where processor = $1 order by partition',
      [name],
    )
  ).rows.map((row) => row.position);

const owners = async ({ name }: Processor): Promise<(string | null)[]> =>
  (
    await world.pool.query<{ owner: string | null }>(
      'select owner from work.checkpoints where processor = $1 order by partition',
      [name],
    )
  ).rows.map((row) => row.owner);

const numbersOf = async (person: string): Promise<number[]> =>
  (await world.rows()).filter((row) => row.person === person).map((row) => row.n);

describe('a projection', () => {
  it('has its rows and its checkpoint from one transaction, page by page', async () => {
    await world.count('ada', [1, 2, 3, 4, 5, 6, 7]);
    const pages: number[] = [];
    const toy = toyProjection({
      pageSize: 3,
      apply: async (tx, events) => {
        pages.push(events.length);
        await insertToyRows(tx, events);
      },
    });
    const worker = world.start(toy);
    await world.settled(toy);
    await worker.stop();
    expect(pages).toEqual([3, 3, 1]);
    const { rows } = await world.pool.query<{ pages: string }>(
      'select count(distinct xmin::text) as pages from read.toy',
    );
    expect(rows[0]!.pages).toBe('3');
    expect(await numbersOf('ada')).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has a checkpoint that was written by the transaction of its rows', async () => {
    const toy = toyProjection();
    const head = await world.count('ada', [1, 2]);
    await registerProcessor(world.pool, toy);
    await claimPartition(world.pool, toy, 0, 'w');
    const { events } = await world.store.readAll(0n, 10);
    const target = { pool: world.pool, processor: toy, partition: 0, worker: 'w' };
    await handlePage(target, events, 0n, head, new Set(), () => {});
    const { rows } = await world.pool.query(
      'select distinct xmin::text from read.toy union select xmin::text from work.checkpoints where position = $1',
      [head.toString()],
    );
    expect(rows).toHaveLength(1);
    expect(await checkpoints(toy)).toEqual([head.toString()]);
  });

  it.each([
    ['the connection ends before the commit', 'select pg_terminate_backend(pg_backend_pid())', true],
    ['the commit itself is refused', `insert into read.late values (1), (1)`, false],
  ])('keeps neither rows nor checkpoint when %s', async (_, sabotage, thrown) => {
    await world.pool.query('create table read.late (n int, unique (n) deferrable initially deferred)');
    const head = await world.count('ada', [1, 2]);
    let sabotaged = false;
    const toy = toyProjection({
      apply: async (tx, events) => {
        await insertToyRows(tx, events);
        if (sabotaged) return;
        expect((await world.rows()).length).toBe(0);
        sabotaged = true;
        await tx.query(sabotage);
      },
    });
    await registerProcessor(world.pool, toy);
    await claimPartition(world.pool, toy, 0, 'w');
    const { events } = await world.store.readAll(0n, 10);
    const target = { pool: world.pool, processor: toy, partition: 0, worker: 'w' };
    const page = () => handlePage(target, events, 0n, head, new Set(), () => {});
    if (thrown) {
      await expect(page()).rejects.toThrow();
      expect(await world.rows()).toEqual([]);
      expect(await checkpoints(toy)).toEqual(['0']);
      await page();
    } else await page();
    expect(await numbersOf('ada')).toEqual([1, 2]);
    expect(await checkpoints(toy)).toEqual([head.toString()]);
    expect(await listParked(world.pool, toy.name)).toEqual([]);
  });

  it('goes on where it stopped', async () => {
    const toy = toyProjection();
    await world.count('ada', [1, 2]);
    const first = world.start(toy);
    await world.settled(toy);
    await first.stop();
    expect(await owners(toy)).toEqual([null]);
    await world.count('ada', [3, 4]);
    world.start(toy);
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([1, 2, 3, 4]);
  });

  it('leaves out events of erased people and moves past them', async () => {
    const toy = toyProjection();
    await world.count('ada', [1]);
    await world.count('bob', [1]);
    await world.count('ada', [2]);
    await world.keys.erase('user:ada');
    world.start(toy);
    await world.settled(toy);
    expect((await world.rows()).map((row) => row.person)).toEqual(['bob']);
    expect(await listParked(world.pool, toy.name)).toEqual([]);
  });

  it('parks an event whose bytes do not decode', async () => {
    const toy = toyProjection();
    await world.count('ada', [1]);
    const bytes = record({
      type: 'Counted',
      data: Buffer.from('no JSON'),
      metadata: { correlationId: 'c', actor: 'test' },
    });
    await world.log.append('broken', 'any', [bytes]);
    await world.count('ada', [2]);
    world.start(toy);
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([1, 2]);
    expect(await listParked(world.pool, toy.name)).toMatchObject([
      {
        event_id: bytes.id,
        stream: 'broken',
        type: 'Counted',
        error: expect.stringContaining('does not decode'),
      },
    ]);
  });

  it('of another version than its rows waits', async () => {
    const toy = toyProjection();
    await registerProcessor(world.pool, toy);
    await world.count('ada', [1]);
    expect(await claimPartition(world.pool, { ...toy, version: 2 }, 0, 'new')).toBeUndefined();
    expect(await owners(toy)).toEqual([null]);
    expect(await claimPartition(world.pool, toy, 0, 'old')).toBe(0n);
  });

  it('refuses to run with another number of partitions than its checkpoints have', async () => {
    const toy = toyProjection({ partitions: 2 });
    await registerProcessor(world.pool, toy);
    const options = {
      store: world.store,
      pool: world.pool,
      worker: 'w',
      signal: new AbortController().signal,
    };
    await expect(
      runProcessors({ ...options, processors: [{ ...toy, partitions: 4 }] }),
    ).rejects.toMatchObject({
      code: 'partitions_changed',
    });
    expect(await checkpoints(toy)).toHaveLength(2);
  });
});

describe('several workers', () => {
  const PEOPLE = Array.from({ length: 24 }, (_, i) => `person-${i}`);

  it('share the partitions, keep each person in order, and take over from one that is gone', async () => {
    const toy = toyProjection({ partitions: 4, pageSize: 10 });
    const pool = world.ownPool();
    const doomed = world.start(toy, { worker: 'doomed', pool });
    await until('one worker with everything', async () => {
      const all = await owners(toy);
      return all.length === 4 && all.every((owner) => owner === 'doomed');
    });
    world.start(toy, { worker: 'heir' });
    const shared = await until('an even share', async () => {
      const all = await owners(toy);
      return all.filter((owner) => owner === 'heir').length === 2 && all;
    });
    expect(shared.toSorted()).toEqual(['doomed', 'doomed', 'heir', 'heir']);

    const countAll = async (from: number): Promise<void> => {
      for (let n = from; n < from + 5; n++)
        await Promise.all(PEOPLE.map((person) => world.count(person, [n])));
    };
    await countAll(1);
    await world.settled(toy);

    await pool.end();
    await countAll(6);
    // It crashed without a word: its partitions stand still until the lease ends.
    expect(await owners(toy)).toEqual(shared);
    await world.pool.query(`update work.checkpoints set lease_until = now() where owner = 'doomed'`);
    await world.settled(toy);
    expect(new Set(await owners(toy))).toEqual(new Set(['heir']));

    const rows = await world.rows();
    expect(rows).toHaveLength(PEOPLE.length * 10);
    for (const person of PEOPLE)
      expect(rows.filter((row) => row.person === person).map((row) => row.n)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
    await doomed.stop();
  });

  it('write nothing twice when one that was slow comes back after its lease', async () => {
    let resume = (): void => {};
    const held = new Promise<void>((resolve) => {
      resume = resolve;
    });
    let started = 0;
    const toy = toyProjection({
      apply: async (tx, events) => {
        await insertToyRows(tx, events);
        if (++started === 1) await held;
      },
    });
    const head = await world.count('ada', [1, 2, 3]);
    world.start(toy, { worker: 'slow' });
    await until('the slow worker in its page', () => started === 1);
    await world.pool.query(`update work.checkpoints set lease_until = now() where owner = 'slow'`);
    world.start(toy, { worker: 'quick' });
    await until('the quick worker done', async () => (await checkpoints(toy))[0] === head.toString());
    resume();
    await world.count('ada', [4]);
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([1, 2, 3, 4]);
    expect(await owners(toy)).toEqual(['quick']);
  });

  it('leave a partition to one whose page takes longer than its lease', async () => {
    let pages = 0;
    let handled = 0;
    const toy = toyProjection({
      apply: async (tx, events) => {
        pages++;
        await insertToyRows(tx, events);
        await tx.query('select pg_sleep($1)', [LEASE_S + 2]);
        handled++;
      },
    });
    await world.count('ada', [1, 2]);
    world.start(toy, { worker: 'slow' });
    await until('the slow worker in its page', () => pages === 1);
    world.start(toy, { worker: 'eager' });
    await world.settled(toy);
    expect([pages, handled]).toEqual([1, 1]);
    expect(await owners(toy)).toEqual(['slow']);
    expect(await numbersOf('ada')).toEqual([1, 2]);
  });

  it('tell one whose partition was taken to keep nothing', async () => {
    const toy = toyProjection();
    const head = await world.count('ada', [1]);
    await registerProcessor(world.pool, toy);
    await claimPartition(world.pool, toy, 0, 'first');
    await world.pool.query(`update work.checkpoints set owner = 'second'`);
    const { events } = await world.store.readAll(0n, 10);
    const target = { pool: world.pool, processor: toy, partition: 0, worker: 'first' };
    await expect(handlePage(target, events, 0n, head, new Set(), () => {})).rejects.toBeInstanceOf(
      PartitionLost,
    );
    expect(await world.rows()).toEqual([]);
  });
});

describe('a process manager', () => {
  const echo = (react: ProcessManager['react']): ProcessManager => ({
    kind: 'process',
    name: `echo_${randomUUID().slice(0, 8)}`,
    version: 1,
    partitions: 1,
    handles: ['Counted'],
    react,
  });

  it('may see a page again after a crash, and its commands are then duplicates', async () => {
    let crashes = 2;
    const manager = echo(async (events) => {
      for (const event of events) {
        const command = {
          id: `echo:${event.id}`,
          correlationId: 'c',
          causationId: event.id,
          actor: 'process:echo',
        };
        await world.store.append('echoes', 'any', [{ type: 'Echoed', data: event.data }], command);
      }
      if (crashes-- > 0) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    });
    await world.count('ada', [1, 2, 3]);
    let retries = 0;
    world.start(manager, { onRetry: () => retries++ });
    await world.settled(manager);
    expect(retries).toBe(2);
    expect(
      (await world.store.readStream('echoes')).map((event) => (event.data as Counted['data']).n),
    ).toEqual([1, 2, 3]);
    expect(await listParked(world.pool, manager.name)).toEqual([]);
  });

  it('has events parked that it cannot react to, and reacts to the rest', async () => {
    const seen: number[] = [];
    const manager = echo(async (events) => {
      for (const event of events) {
        const { n, poison } = event.data as Counted['data'];
        if (poison) throw new TypeError('no reaction');
        seen.push(n);
      }
    });
    await world.count('ada', [1, { n: 2, poison: true }, 3]);
    await world.count('bob', [10]);
    world.start(manager);
    await world.settled(manager);
    expect(new Set(seen)).toEqual(new Set([1, 10]));
    expect((await listParked(world.pool, manager.name)).map((row) => row.error)).toEqual([
      'TypeError: no reaction',
      'an earlier event of its stream is parked',
    ]);
  });
});
