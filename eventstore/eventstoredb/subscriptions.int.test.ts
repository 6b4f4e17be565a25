import { describe, expect, it } from 'vitest';
import { createToyWorld, toyProjection } from '../testing/toy.ts';
import { until } from '../testing/until.ts';
import { createEventStoreDbLog } from './eventstoredb-log.ts';
import { isLargeDataStream } from './large-data.ts';
import { startFakeServer } from './testing/fake-server.ts';

const PEOPLE = Array.from({ length: 8 }, (_, i) => `person-${i}`);
const ROUNDS = 20;
const PER_ROUND = 3;
/** A sealed count of one digit just fits in a record, one of two digits needs parts. */
const PART_BYTES = 35;

describe('processors over a log in EventStoreDB', () => {
  it('handle everything once and in order, while connections break and workers come and go', async () => {
    const server = await startFakeServer();
    const world = await createToyWorld(
      createEventStoreDbLog({ url: server.url, partBytes: PART_BYTES, retryForMs: 60_000 }),
    );
    const toy = toyProjection({ partitions: 4, pageSize: 7 });
    const first = world.start(toy);
    world.start(toy);
    const handled = async (): Promise<number> => (await world.rows()).length;
    const write = async (from: number, to: number): Promise<void> => {
      for (let n = from; n < to; n++)
        await Promise.all(PEOPLE.map((person) => world.count(person, Array<number>(PER_ROUND).fill(n))));
    };

    const half = write(0, ROUNDS / 2);
    await until('some to be handled', async () => (await handled()) > 0);
    server.dropConnections();
    await half;
    await first.stop();
    const before = await handled();
    const rest = write(ROUNDS / 2, ROUNDS);
    await until('more to be handled', async () => (await handled()) > before);
    await server.stop();
    world.start(toy);
    await server.start();
    await rest;
    await world.settled(toy);

    expect(server.storage.all().some(({ stream }) => isLargeDataStream(stream))).toBe(true);
    const rows = await world.rows();
    const wanted = Array.from({ length: ROUNDS * PER_ROUND }, (_, i) => Math.floor(i / PER_ROUND));
    for (const person of PEOPLE)
      expect(rows.filter((row) => row.person === person).map(({ n }) => n)).toEqual(wanted);
    expect(rows).toHaveLength(wanted.length * PEOPLE.length);
    await world.close();
    await server.close();
  });
});
