import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createToyWorld, insertToyRows, type ToyWorld, toyProjection } from '../testing/toy.ts';
import { processorStatus } from './lag.ts';
import { waitFor } from './wait-for.ts';

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
});
afterEach(() => world.close());

const later = (recordedAt: string, seconds: number): Date =>
  new Date(Date.parse(recordedAt) + seconds * 1_000);

describe('lag', () => {
  it('is told in events and in seconds of the oldest that waits', async () => {
    const toy = toyProjection();
    await world.count('ada', [1, 2, 3]);
    const first = (await world.store.readStream('count-ada'))[0]!;
    const status = async () =>
      (await processorStatus(world.pool, world.store, [toy], later(first.recordedAt, 90)))[0]!;
    expect(await status()).toMatchObject({
      name: toy.name,
      kind: 'projection',
      position: '0',
      lag_events: 3,
      lag_seconds: 90,
    });
    world.start(toy);
    await world.settled(toy);
    const head = (await world.store.head()).toString();
    expect(await status()).toMatchObject({ position: head, head, lag_events: 0, lag_seconds: 0, parked: 0 });
  });

  it('does not count events of types it does not handle, nor those of erased people', async () => {
    const toy = toyProjection();
    await world.store.append('s', 'any', [{ type: 'Other', data: {} }], {
      id: 'c1',
      correlationId: 'c',
      actor: 'test',
    });
    await world.count('ada', [1, 2]);
    await world.keys.erase('user:ada');
    const status = async () => (await processorStatus(world.pool, world.store, [toy], new Date()))[0]!;
    expect(await status()).toMatchObject({ lag_events: 0, lag_seconds: 0 });
    await world.count('bob', [1]);
    expect(await status()).toMatchObject({ lag_events: 1 });
  });

  it('names what is parked', async () => {
    const toy = toyProjection();
    await world.count('ada', [{ n: 1, poison: true }, 2]);
    world.start(toy);
    await world.settled(toy);
    expect((await processorStatus(world.pool, world.store, [toy], new Date()))[0]).toMatchObject({
      lag_events: 0,
      parked: 2,
    });
  });
});

describe('waiting for a projection', () => {
  it('resolves once every partition is there, and finds the rows', async () => {
    const toy = toyProjection({ partitions: 4 });
    world.start(toy);
    const position = await world.count('ada', [1]);
    await waitFor(world.pool, toy.name, position, 20_000);
    expect(await world.rows()).toHaveLength(1);
  });

  it('rejects when it takes too long, or when nobody runs it', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const toy = toyProjection({
      apply: async (tx, events) => {
        await held;
        await insertToyRows(tx, events);
      },
    });
    world.start(toy);
    const position = await world.count('ada', [1]);
    const refused = { code: 'engine_unavailable', status: 503, retryAfterS: 1 };
    await expect(waitFor(world.pool, toy.name, position, 100)).rejects.toMatchObject(refused);
    await expect(waitFor(world.pool, 'nobody', position, 50)).rejects.toMatchObject(refused);
    release();
    await waitFor(world.pool, toy.name, position, 20_000);
  });
});
