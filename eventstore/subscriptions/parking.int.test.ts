import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import { type Counted, createToyWorld, insertToyRows, type ToyWorld, toyProjection } from '../testing/toy.ts';
import { until } from '../testing/until.ts';
import { listParked, skipParked } from './parking.ts';
import { replayParked } from './replay-parked.ts';

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
});
afterEach(() => world.close());

const numbersOf = async (person: string): Promise<number[]> =>
  (await world.rows()).filter((row) => row.person === person).map((row) => row.n);
const poison = (n: number): Counted['data'] => ({ n, poison: true });

describe('a poison event', () => {
  it('is parked with what follows in its stream, while other streams go on', async () => {
    const toy = toyProjection();
    const parked: string[] = [];
    await world.count('ada', [1, poison(2), 3]);
    await world.count('bob', [1, 2]);
    await world.count('ada', [9], 'another-stream-of-ada');
    world.start(toy, {
      onParked: (processor, event) => parked.push(`${processor} ${event.stream} ${event.version}`),
    });
    await world.settled(toy);
    await world.count('ada', [4]);
    await world.count('bob', [3]);
    await world.settled(toy);

    expect(await numbersOf('ada')).toEqual([1, 9]);
    expect(await numbersOf('bob')).toEqual([1, 2, 3]);
    expect(parked).toEqual([`${toy.name} count-ada 2`]);
    const listed = await listParked(world.pool, toy.name);
    expect(listed.map(({ stream, type, error }) => ({ stream, type, error }))).toEqual([
      { stream: 'count-ada', type: 'Counted', error: 'Error: cannot count poison' },
      { stream: 'count-ada', type: 'Counted', error: 'an earlier event of its stream is parked' },
      { stream: 'count-ada', type: 'Counted', error: 'an earlier event of its stream is parked' },
    ]);
    expect(await listParked(world.pool)).toEqual(listed);
    expect(await listParked(world.pool, 'another')).toEqual([]);
  });

  it('stays parked when the worker starts anew', async () => {
    const toy = toyProjection();
    await world.count('ada', [poison(1)]);
    const first = world.start(toy);
    await world.settled(toy);
    await first.stop();
    await world.count('ada', [2]);
    world.start(toy);
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([]);
    expect(await listParked(world.pool, toy.name)).toHaveLength(2);
  });

  it('can be skipped: what comes later in its stream is handled, at once', async () => {
    const toy = toyProjection();
    await world.count('ada', [1, poison(2), 3]);
    world.start(toy);
    await world.settled(toy);
    expect(await skipParked(world.pool, toy.name, 'count-ada')).toBe(2);
    await world.count('ada', [4]);
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([1, 4]);
    expect(await listParked(world.pool, toy.name)).toEqual([]);
  });
});

describe('replaying what was parked', () => {
  it('handles it in order, each event with its own removal, and stops at the first that still fails', async () => {
    let cured = 0;
    const toy = toyProjection({
      apply: async (tx, events) => {
        await insertToyRows(tx, events);
        if (
          events.some(({ data }) => (data as Counted['data']).poison && (data as Counted['data']).n > cured)
        )
          throw new Error('cannot count poison');
      },
    });
    await world.count('ada', [poison(1), 2, poison(3), 4]);
    await world.count('bob', [poison(5)]);
    world.start(toy);
    await world.settled(toy);
    const replay = (stream?: string) => replayParked(world.pool, world.store, toy, stream);

    expect(await replay()).toEqual({ replayed: 0, remaining: 5, error: 'Error: cannot count poison' });
    cured = 1;
    expect(await replay()).toEqual({ replayed: 2, remaining: 3, error: 'Error: cannot count poison' });
    expect(await numbersOf('ada')).toEqual([1, 2]);
    cured = 5;
    expect(await replay('count-bob')).toEqual({ replayed: 1, remaining: 0 });
    expect(await listParked(world.pool, toy.name)).toHaveLength(2);
    expect(await replay()).toEqual({ replayed: 2, remaining: 0 });
    expect(await numbersOf('ada')).toEqual([1, 2, 3, 4]);
    expect(await numbersOf('bob')).toEqual([5]);
    expect(await replay()).toEqual({ replayed: 0, remaining: 0 });
  });

  it('forgets events of people who were erased meanwhile', async () => {
    const toy = toyProjection();
    await world.count('ada', [poison(1), 2]);
    world.start(toy);
    await world.settled(toy);
    await world.keys.erase('user:ada');
    expect(await replayParked(world.pool, world.store, toy)).toEqual({ replayed: 2, remaining: 0 });
    expect(await world.rows()).toEqual([]);
  });

  it('neither loses, repeats nor reorders anything while new events of the stream keep coming', async () => {
    let cured = false;
    const toy = toyProjection({
      pageSize: 3,
      apply: async (tx, events) => {
        await insertToyRows(tx, events);
        if (!cured && events.some(({ data }) => (data as Counted['data']).poison))
          throw new Error('cannot count poison');
      },
    });
    world.start(toy);
    await world.count('ada', [poison(1)]);
    const last = 120;
    const counting = (async () => {
      for (let n = 2; n <= last; n++) await world.count('ada', [n]);
    })();
    await until('something parked', async () => (await listParked(world.pool)).length > 10);
    cured = true;
    await until('nothing left to replay', async () => {
      await replayParked(world.pool, world.store, toy);
      return (await listParked(world.pool)).length === 0 && (await numbersOf('ada')).length > 0;
    });
    await counting;
    await world.settled(toy);
    await replayParked(world.pool, world.store, toy);
    expect(await numbersOf('ada')).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  });
});

describe('engines that are down', () => {
  it.each([
    ['a refused connection', () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a serialization failure', () => Object.assign(new Error('could not serialize'), { code: '40001' })],
    ['a server that shuts down', () => Object.assign(new Error('terminating'), { code: '57P01' })],
    ['a missing table', () => Object.assign(new Error('relation "toy" does not exist'), { code: '42P01' })],
    ['a lost connection', () => new Error('Connection terminated unexpectedly')],
    ['a log that does not answer', () => new CodedError('engine_unavailable', 503, 'later')],
    ['a log that is full', () => new CodedError('saturated', 503, 'later')],
  ])('never park an event: %s', async (_, failure) => {
    let failures = 5;
    const toy = toyProjection({
      apply: async (tx, events) => {
        await insertToyRows(tx, events);
        if (failures-- > 0) throw failure();
      },
    });
    await world.count('ada', [1, 2, 3]);
    const retried: unknown[] = [];
    const worker = world.start(toy, { onRetry: (_, error) => retried.push(error) });
    await until('some retries', () => retried.length >= 2);
    failures = 0;
    await world.settled(toy);
    expect(await numbersOf('ada')).toEqual([1, 2, 3]);
    expect(await listParked(world.pool)).toEqual([]);
    await worker.stop();
  });

  it('are not meant by an error of our own that only speaks of a connection', async () => {
    const toy = toyProjection({
      apply: async (_, events) => {
        const { connection } = events[0]!.data as unknown as { connection: { device: string } };
        return void connection.device;
      },
    });
    await world.count('ada', [1]);
    world.start(toy);
    await world.settled(toy);
    expect(await listParked(world.pool, toy.name)).toHaveLength(1);
  });
});
