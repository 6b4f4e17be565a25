import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../app/simulation/provider-api/faults.ts';
import { daysAgo } from './testing/bodies.ts';
import { parkedEvents, withDatabase } from './testing/database.ts';
import { everyPage } from './testing/pages.ts';
import { workerOf } from './testing/processes.ts';
import {
  type FetchedProvider,
  nightOf,
  OURA,
  type ProviderWorld,
  RMSSD,
  startProviderWorld,
  WHOOP,
} from './testing/provider-world.ts';
import { until } from './testing/until.ts';

const DATE = daysAgo(2);

/** Nobody has to be waited for who is not asked: a person of its own for each test. */
describe.each([OURA, WHOOP])('$name with faults', (provider: FetchedProvider) => {
  let world: ProviderWorld;
  let people = 0;
  beforeAll(async () => {
    world = await startProviderWorld();
  });
  afterAll(() => world?.stop());
  const api = () => world.api[provider.name];
  const sleepIdOf = (account: string, date = DATE): string =>
    String(
      provider.night(account, nightOf(date, 50)).find(({ collection }) => collection === 'sleep')!.record[
        'id'
      ],
    );
  /** WHOOP lets itself be asked 100 times a minute, and a connection asks about 16 times: a test must not wait for that. */
  const giveBackBudget = () =>
    withDatabase(world.data.path, (client) => client.query('delete from providers.budgets'));
  const newPerson = () => {
    const number = ++people;
    return { user: `${provider.name}-${number}`, account: provider.account(number) };
  };
  /** Connected, and everything asked for by that is done. */
  const newConnected = async () => {
    const person = newPerson();
    expect((await world.connect(provider, person.user, person.account)).status).toBe(200);
    await untilNothingWaits(person.account);
    await giveBackBudget();
    return person;
  };
  const untilNothingWaits = (account: string): Promise<unknown> =>
    until(`nothing is asked for ${account}`, () =>
      withDatabase(world.data.path, async (client) => {
        // The worker makes it when it starts.
        const { rows: queue } = await client.query(`select to_regclass('jobs.job') as made`);
        if (queue[0].made === null) return false;
        const { rows } = await client.query(
          `select 1 from work.checkpoints where processor = 'enrich' and position < (select max(position) from log.events)
           union all
           select 1 from jobs.job where state in ('created', 'active', 'retry') and data::text like '%' || $1 || '%' limit 1`,
          [account],
        );
        return rows.length === 0;
      }),
    );
  const notifyNight = async (account: string, date: string, rmssd: number): Promise<void> => {
    for (const { status } of await world.notify(
      provider,
      account,
      world.put(provider, account, nightOf(date, rmssd)),
    ))
      expect(status).toBe(202);
  };
  const averages = async (user: string): Promise<number[]> => {
    const all = await everyPage<{ value: number; statistic: string }>((cursor) =>
      world.get(`/api/v1/users/${user}/readings?metric=${RMSSD}&limit=1000${cursor}`),
    );
    return all
      .filter(({ statistic }) => statistic === (provider === OURA ? 'average' : statistic))
      .map(({ value }) => value);
  };

  it('what is notified before anyone is connected is fetched once somebody is', async () => {
    const { user, account } = newPerson();
    await notifyNight(account, DATE, 52);
    await until('the fetches are parked', async () => {
      const parked = await world.parkedFetches(provider, account);
      return parked.length > 0 && parked.every(({ problem }) => problem === 'not_connected');
    });
    expect(world.requests(provider, account, '/')).toEqual([]);
    expect((await world.connect(provider, user, account)).status).toBe(200);
    await world.untilRmssd(user, DATE, 52);
    await untilNothingWaits(account);
    expect(await world.parkedFetches(provider, account)).toEqual([]);
    expect(await averages(user)).toEqual([52]);
  });

  it('the same notification again and again is one delivery, one fetch, one reading', async () => {
    const { user, account } = await newConnected();
    const changes = world.put(provider, account, nightOf(DATE, 53));
    const sent = await world.notify(provider, account, changes);
    for (const { body } of sent)
      for (let times = 0; times < 4; times++) {
        const response = await world.post(provider, body);
        expect([response.status, ((await response.json()) as { duplicate: boolean }).duplicate]).toEqual([
          202,
          true,
        ]);
      }
    await world.untilRmssd(user, DATE, 53);
    await untilNothingWaits(account);
    expect(await averages(user)).toEqual([53]);
    // WHOOP's recovery is found through its sleep.
    expect(world.requests(provider, account, sleepIdOf(account)).length).toBeLessThanOrEqual(
      provider === OURA ? 1 : 2,
    );
    const again = await Promise.all(
      Array.from({ length: 6 }, () => world.notify(provider, account, changes)),
    );
    expect(again.flat().every(({ status }) => status === 202)).toBe(true);
    await untilNothingWaits(account);
    expect(await averages(user), 'other notifications of the same record').toEqual([53]);
  });

  it('a sweep finds what no webhook told', async () => {
    const { user, account } = await newConnected();
    world.put(provider, account, nightOf(DATE, 54));
    await withDatabase(world.data.path, (client) =>
      client.query(
        `insert into work.reconciliations (provider, external_user, next_sweep_at) values ($1, $2, now())
         on conflict (provider, external_user) do update set next_sweep_at = now()`,
        [provider.name, account],
      ),
    );
    // A worker looks for sweeps that are due when it starts.
    process.kill(workerOf(world.auren.process.pid!)!, 'SIGKILL');
    await world.untilRmssd(user, DATE, 54);
  });

  it('a token that ends before its time is renewed once, however many need it', async () => {
    const { user, account } = await newConnected();
    const dates = [2, 3, 4, 5].map(daysAgo);
    const renewals = (): number =>
      api().requests.filter(({ body }) => body.includes('grant_type=refresh_token')).length;
    const before = renewals();
    api().tokens.expire(account);
    await Promise.all(dates.map((date) => notifyNight(account, date, 55)));
    for (const date of dates) await world.untilRmssd(user, date, 55);
    expect(renewals() - before).toBe(1);
    expect(await world.connectionStatus(user)).toEqual([`${provider.name} connected`]);
  });

  it('somebody who withdrew their consent at the provider is a broken connection, and nobody else suffers', async () => {
    const [gone, other] = [await newConnected(), await newConnected()];
    api().tokens.revoke(gone.account);
    await notifyNight(gone.account, DATE, 56);
    await notifyNight(other.account, DATE, 57);
    await world.untilRmssd(other.user, DATE, 57);
    await until('the connection is broken', async () =>
      (await world.connectionStatus(gone.user)).includes(`${provider.name} broken`),
    );
    expect(await world.connectionStatus(other.user)).toEqual([`${provider.name} connected`]);
  });

  it('429 pauses every request to this provider, and then it goes on', async () => {
    const [one, other] = [await newConnected(), await newConnected()];
    api().faults.add({ kind: 'rate_limited', times: 1, retryAfterS: 4 });
    await notifyNight(one.account, DATE, 58);
    const refused = await until('it is refused', () =>
      api().requests.findLast(({ status }) => status === 429),
    );
    await notifyNight(other.account, DATE, 59);
    await world.untilRmssd(one.user, DATE, 58);
    await world.untilRmssd(other.user, DATE, 59);
    const next = api().requests[api().requests.indexOf(refused) + 1]!;
    expect(next.atMs - refused.atMs, 'one that was on its way may still come').toBeGreaterThan(3_500);
  });

  it('what goes wrong once or twice is tried again, and nothing is lost', async () => {
    const passing: readonly (readonly [FaultKind, times: number])[] = [
      ['not_found', 2],
      ['server_error', 1],
      ['malformed', 1],
      ['truncated', 1],
      ['cut', 1],
      ['hang', 1],
    ];
    const persons: { user: string; account: string }[] = [];
    for (const _ of passing) persons.push(await newConnected());
    await Promise.all(
      passing.map(async ([kind, times], index) => {
        const { user, account } = persons[index]!;
        const sleepId = sleepIdOf(account);
        api().faults.add({ kind, times, when: ({ path }) => path.includes(sleepId) });
        await notifyNight(account, DATE, 60 + index);
        await world.untilRmssd(user, DATE, 60 + index);
        await untilNothingWaits(account);
        expect([kind, world.requests(provider, account, sleepId).length > times]).toEqual([kind, true]);
        expect([kind, await world.parkedFetches(provider, account)]).toEqual([kind, []]);
      }),
    );
  });

  it('a provider that is away is asked again later, and nothing is parked', async () => {
    const persons = [];
    for (let count = 0; count < 8; count++) persons.push(await newConnected());
    const from = api().requests.length;
    const heal = api().faults.add({ kind: 'server_error' });
    await Promise.all(persons.map(({ account }) => notifyNight(account, DATE, 70)));
    await until('it failed five times', () => api().requests.length - from >= 5);
    await until('every fetch was tried', () =>
      withDatabase(world.data.path, async (client) => {
        const { rows } = await client.query(
          `select 1 from jobs.job where state in ('created', 'retry') and (data->>'tried')::int > 0`,
        );
        return rows.length >= persons.length;
      }),
    );
    heal();
    for (const { user } of persons) await world.untilRmssd(user, DATE, 70);
    expect(await Promise.all(persons.map(({ account }) => world.parkedFetches(provider, account)))).toEqual(
      persons.map(() => []),
    );
  });

  it('SIGKILL in the middle of fetching: all of it is there after the restart', async () => {
    const { user, account } = await newConnected();
    const dates = Array.from({ length: 12 }, (_, index) => daysAgo(index + 2));
    const held = api().faults.add({
      kind: 'hang',
      when: ({ path }) => path.includes(sleepIdOf(account, dates[6])),
    });
    await Promise.all(dates.map((date) => notifyNight(account, date, 71)));
    await until('it hangs', () =>
      api().requests.some(
        ({ path, status }) => path.includes(sleepIdOf(account, dates[6])) && status === undefined,
      ),
    );
    await world.auren.kill();
    held();
    await world.restart();
    for (const date of dates) await world.untilRmssd(user, date, 71);
    expect(await averages(user)).toHaveLength(dates.length);
    expect(await parkedEvents(world.data.path)).toEqual([]);
  });
});
