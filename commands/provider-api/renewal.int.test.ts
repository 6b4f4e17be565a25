import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectPool } from '../../app/database/connect.ts';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import { until } from '../../eventstore/testing/until.ts';
import { type FakeProvider, fakeDefinition, startFakeProvider } from './testing/fake-provider.ts';
import { connect, createProcess, type TestProcess } from './testing/world.ts';

const HOUR_MS = 3_600_000;
const me = { path: '/me' };

describe('renewing tokens', () => {
  let database: TestDatabase;
  let otherPool: pg.Pool;
  let fake: FakeProvider;
  let one: TestProcess;
  let other: TestProcess;
  let late = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    otherPool = connectPool(database.url, 'other', 8);
  });
  afterAll(async () => {
    await otherPool?.end();
    await database?.drop();
  });
  beforeEach(async () => {
    late = 0;
    fake = await startFakeProvider();
    const now = (): number => Date.now() + late;
    one = createProcess(database.pool, fake, fakeDefinition(), { now });
    other = createProcess(otherPool, fake, fakeDefinition(), { now, store: one.store });
    await database.pool.query('truncate providers.connections, providers.budgets');
    await connect(one, fake, 'ada', 'pulse-1');
    fake.tokenRequests.length = 0;
  });
  afterEach(() => fake.close());

  const call = (process: TestProcess) => process.access.apiCalls('pulse', 'pulse-1')(me);
  const connectionEvents = async (): Promise<string[]> =>
    (await one.store.readStream('connection-ada-pulse')).map(({ type }) => type);
  const rowOf = async () =>
    (await database.pool.query('select * from providers.connections where external_user = $1', ['pulse-1']))
      .rows[0] as Record<string, unknown>;

  it('asks for nothing new while the token is good', async () => {
    expect(await call(one)).toEqual({ account: 'pulse-1' });
    expect(fake.tokenRequests).toEqual([]);
  });

  it('happens a minute before the end, with the scope that the provider wants', async () => {
    late = HOUR_MS - 59_000;
    expect(await call(one)).toEqual({ account: 'pulse-1' });
    expect(fake.tokenRequests).toMatchObject([{ grant_type: 'refresh_token', scope: 'offline' }]);
    expect(await rowOf()).toMatchObject({ generation: '2', scopes: ['sleep', 'offline'] });
  });

  it('happens exactly once for many calls of two processes at once', async () => {
    late = HOUR_MS;
    const release = Promise.withResolvers<void>();
    fake.holdTokens(release.promise);
    const calls = Array.from({ length: 40 }, (_, index) => call(index % 2 === 0 ? one : other));
    await until('one is being answered and another waits for its row', async () => {
      const { rowCount } = await database.pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rowCount! > 0 && fake.tokenRequests.length > 0;
    });
    release.resolve();
    for (const answer of await Promise.all(calls)) expect(answer).toEqual({ account: 'pulse-1' });
    expect(fake.tokenRequests).toHaveLength(1);
    expect(await rowOf()).toMatchObject({ generation: '2', broken_because: null });
    expect(await connectionEvents()).toEqual(['DeviceConnected']);
  });

  it('happens once when the provider ends a token early, in any number of processes', async () => {
    fake.endAccessTokens();
    const answers = await Promise.all([call(one), call(other), call(one), call(other)]);
    expect(answers).toEqual(Array(4).fill({ account: 'pulse-1' }));
    expect(fake.tokenRequests).toHaveLength(1);
  });

  it('is tried no second time when the new token is refused as well', async () => {
    fake.answerWith((request, response) => {
      if (request.url === '/oauth/token') return false;
      response.writeHead(401).end();
      return true;
    });
    await expect(call(one)).rejects.toMatchObject({ problem: 'unauthorized', status: 401 });
    expect(fake.tokenRequests).toHaveLength(1);
    expect(await rowOf()).toMatchObject({ broken_because: null });
  });

  it('says once that a connection is broken, and asks nobody after that', async () => {
    fake.withdraw();
    const results = await Promise.allSettled([call(one), call(other), call(one)]);
    for (const result of results) expect(result).toMatchObject({ reason: { problem: 'unauthorized' } });
    expect(await connectionEvents()).toEqual(['DeviceConnected', 'ConnectionBroken']);
    const [, broken] = await one.store.readStream('connection-ada-pulse');
    expect(broken!.data).toMatchObject({
      externalUser: 'pulse-1',
      reason: expect.stringContaining('withdrawn'),
    });
    const asked = fake.tokenRequests.length + fake.apiRequests.length;
    await expect(call(one)).rejects.toMatchObject({ problem: 'unauthorized' });
    expect(fake.tokenRequests.length + fake.apiRequests.length).toBe(asked);

    await connect(one, fake, 'ada', 'pulse-1');
    expect(await call(other)).toEqual({ account: 'pulse-1' });
    expect(await connectionEvents()).toEqual(['DeviceConnected', 'ConnectionBroken', 'DeviceConnected']);
  });

  it.each([
    ['answers 503', 503, '{"error":"temporarily_unavailable"}', 'unavailable'],
    ['answers with a page', 200, '<html>', 'unavailable'],
    ['does not know our client', 401, '{"error":"invalid_client"}', 'unavailable'],
    ['refuses for another reason', 400, '{"error":"invalid_request"}', 'unauthorized'],
  ])('breaks nothing when the token endpoint %s', async (_, status, body, problem) => {
    late = HOUR_MS;
    fake.answerWith((request, response) => {
      if (request.url !== '/oauth/token') return false;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return true;
    });
    await expect(call(one)).rejects.toMatchObject({ problem });
    expect(await rowOf()).toMatchObject({ generation: '1', broken_because: null });
    fake.answerWith(undefined);
    expect(await call(one)).toEqual({ account: 'pulse-1' });
  });

  it('breaks nothing when nobody listens', async () => {
    late = HOUR_MS;
    fake.answerWith((request) => {
      request.socket.destroy();
      return true;
    });
    await expect(call(one)).rejects.toMatchObject({ problem: 'unavailable' });
    expect(await connectionEvents()).toEqual(['DeviceConnected']);
  });

  it('keeps what the provider gave while the database refuses it, and uses no refresh token twice', async () => {
    late = HOUR_MS;
    await database.pool.query(
      `alter table providers.connections add constraint no_second_generation check (generation < 2) not valid`,
    );
    await expect(call(one)).rejects.toThrow();
    await database.pool.query('alter table providers.connections drop constraint no_second_generation');
    expect(await call(one)).toEqual({ account: 'pulse-1' });
    expect(fake.tokenRequests).toHaveLength(1);
  });

  it('never writes a token in plain, and opens none after the person was erased', async () => {
    await call(one);
    const { rows } = await database.pool.query<{ row: string }>(
      `select c::text as row from providers.connections c`,
    );
    const sent = fake.apiRequests.at(-1)!.headers.authorization!.replace('Bearer ', '');
    const bytes = Buffer.from((await rowOf())['sealed'] as Buffer).toString('latin1');
    expect(rows[0]!.row).not.toContain(sent);
    expect(bytes).not.toContain(sent);
    await one.keys.erase('user:ada');
    await expect(call(one)).rejects.toMatchObject({ problem: 'not_connected' });
    // Somebody else may have the account then.
    await connect(one, fake, 'eve', 'pulse-1');
    expect(await call(one)).toEqual({ account: 'pulse-1' });
  });
});
