import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventId } from '../eventstore/event-store.ts';
import { sha256 } from '../providers/identity.ts';
import { providerNamed } from '../providers/registry.ts';
import {
  type DataDir,
  type Environment,
  makeDataDir,
  type RunningAuren,
  startAuren,
} from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import { isSettled, leases } from './testing/leases.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { openRaw } from './testing/raw-http.ts';
import { ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';
import { type RunningWorker, startWorker } from './testing/worker.ts';

const PEOPLE = 50;
const NIGHTS = 6;
const WIDTH = 16;
const PROMISE_MS = 10_000;

interface Sent {
  readonly user: string;
  readonly external: string;
  readonly body: string;
}
const people = Array.from({ length: PEOPLE }, (_, i) => `scale-${i}`);
const nightsOfAll = people.map((user, seed) => nightsOf(user, NIGHTS, seed + 1).bodies);
/** Everyone's first night, then everyone's second: neighbours are different people. */
const everything: Sent[] = nightsOfAll[0]!.flatMap((_, n) =>
  people.map((user, i) => ({ user, external: `simulated-${user}`, body: nightsOfAll[i]![n]! })),
);
const idOf = ({ external, body }: Sent): string =>
  eventId(`webhook:terra:${external}:${sha256(Buffer.from(body))}`, 0);

/** What the readings of a body are, by the provider's own mapping: `document key` lines. */
const expectedReadings = ({ user, body }: Sent): string[] =>
  providerNamed('terra')!
    .normalise({ userId: user }, JSON.parse(body), Date.now())
    .documents.flatMap(({ documentKey, readings }) =>
      readings.map(({ key }) => `terra:${user}:${documentKey} ${key}`),
    );

describe('two gateways and two workers share the work', () => {
  let database: OwnDatabase;
  let data: DataDir;
  let gateways: RunningAuren[] = [];
  let workers: RunningWorker[] = [];
  let settings: Environment = {};
  /** Ids of the events that a 202 promised to keep. */
  const promised = new Set<string>();

  beforeAll(async () => {
    database = await createOwnDatabase();
    data = await makeDataDir();
    const given: Environment = {
      DATABASE_URL: database.url,
      AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
      AUREN_ADMIN_TOKEN: `auren_${randomBytes(16).toString('hex')}`,
    };
    settings = given;
    // All four at once on an empty database: they must not trip over each other's first steps.
    workers = [startWorker(data.path, given), startWorker(data.path, given)];
    gateways = await Promise.all([1, 2].map(() => startAuren(data.path, given, ['gateway'])));
  });
  afterAll(async () => {
    await Promise.all([...gateways, ...workers].map((process) => process.kill()));
    await data?.remove();
    await database?.remove();
  });

  /** As a provider delivers: by turns to the gateways, again to the other one when there was no answer or a 5xx. */
  const deliver = async (
    batch: readonly Sent[],
    onSent: (count: number) => void = () => {},
  ): Promise<void> => {
    let next = 0;
    let done = 0;
    const one = async (): Promise<void> => {
      for (let index = next++; index < batch.length; index = next++) {
        for (let attempt = 0; ; attempt++) {
          const { url } = gateways[(index + attempt) % gateways.length]!;
          const answer = await postTerra(url, batch[index]!.body).catch(() => undefined);
          if (answer?.status === 202) break;
          if (attempt > 20) throw new Error(`never accepted: ${answer?.status}`);
        }
        promised.add(idOf(batch[index]!));
        onSent(++done);
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, one));
  };

  const text = async (query: string): Promise<string[]> =>
    (await database.pool.query<{ line: string }>(query)).rows.map(({ line }) => line);

  it('share partitions; one killed: its partitions move within 10 s, and the flow goes on', async () => {
    await until(
      'an even share',
      async () => {
        const all = await leases(database.pool);
        const shares = (processor: string) =>
          workers.map(({ pid }) => all.filter((l) => l.processor === processor && l.pid === pid).length);
        return (
          all.length > 0 &&
          all.every(({ pid }) => pid !== null) &&
          ['normalise', 'assess_0.2'].every((name) => shares(name).join() === '2,2')
        );
      },
      40_000,
    );
    const third = everything.length / 3;
    await deliver(everything.slice(0, third));

    const before = await leases(database.pool);
    const held = (pid: number) => before.filter((lease) => lease.pid === pid);
    // The one with more to lose, in the middle of its work.
    const [victim, survivor] = workers.toSorted((a, b) => held(b.pid).length - held(a.pid).length) as [
      RunningWorker,
      RunningWorker,
    ];
    expect(held(victim.pid).length).toBeGreaterThan(0);
    await victim.kill();
    const killedAt = performance.now();
    const flowing = deliver(everything.slice(third, 2 * third));
    await until('every partition with the other worker', async () =>
      (await leases(database.pool)).every(({ pid }) => pid === survivor.pid),
    );
    const tookMs = performance.now() - killedAt;
    console.log(`${held(victim.pid).length} partitions moved in ${(tookMs / 1_000).toFixed(1)} s`);
    expect(tookMs).toBeLessThan(PROMISE_MS);
    await flowing;
  });

  it('one gateway killed: the other goes on', async () => {
    const rest = everything.slice((2 * everything.length) / 3);
    let killing: Promise<void> | undefined;
    await deliver(rest, (count) => {
      if (count === Math.floor(rest.length / 3)) killing = gateways[0]!.kill();
    });
    await killing;
    expect((await fetch(`${gateways[1]!.url}/ready`)).status).toBe(200);
  });

  it('every 202 is in the log, and nothing was lost or done twice', async () => {
    await until('everything has gone all the way', () => isSettled(database.pool), 60_000);

    const stored = await text(`select event_id::text as line from log.events where type = 'WebhookReceived'`);
    expect(promised.size).toBe(everything.length);
    expect(stored.toSorted()).toEqual([...promised].toSorted());
    expect((await text('select event_id::text as line from read.deliveries')).toSorted()).toEqual(
      stored.toSorted(),
    );
    expect(await text('select processor || stream as line from work.parked')).toEqual([]);

    const notDense = await text(
      `select e.stream as line from log.events e join log.streams s using (stream)
        group by e.stream, s.version
       having count(*) <> s.version or min(e.version) <> 1 or max(e.version) <> s.version`,
    );
    expect(notDense).toEqual([]);

    const documents = await text(
      `select stream || ' ' || string_agg(type, ',' order by version) as line from log.events
        where stream like 'document-%' group by stream`,
    );
    expect(documents).toHaveLength(everything.length);
    expect(documents.filter((line) => !line.endsWith(' ReadingsRecorded'))).toEqual([]);

    const expected = everything.flatMap(expectedReadings);
    expect(expected.length).toBeGreaterThan(everything.length);
    expect(
      (await text(`select document || ' ' || reading_key as line from read.readings`)).toSorted(),
    ).toEqual(expected.toSorted());

    const { url, adminToken } = gateways[1]!;
    for (const user of [people[0]!, people.at(-1)!])
      expect(items((await ask(url, adminToken, `/api/v1/users/${user}/nights`)).json)).toHaveLength(NIGHTS);
    expect(await text(`select user_id || date as line from read.nights`)).toHaveLength(PEOPLE * NIGHTS);
  });

  it('those left stop in order and give their partitions back', async () => {
    const left = workers.find(({ pid }) => isAlive(pid))!;
    const from = performance.now();
    expect(await gateways[1]!.stop()).toBe(0);
    expect(await left.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(15_000);
    expect((await leases(database.pool)).filter(({ pid }) => pid !== null)).toEqual([]);
  });

  it('a gateway that was never asked for data stops in time, though someone is connected and silent', async () => {
    const idle = await startAuren(data.path, settings, ['gateway']);
    gateways.push(idle);
    expect((await fetch(`${idle.url}/health`)).status).toBe(200);
    const silent = await openRaw(idle.url);
    const from = performance.now();
    expect(await idle.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(10_000);
    silent.destroy();
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
