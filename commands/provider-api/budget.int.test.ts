import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import { createBudget } from './budget.ts';
import { type FakeProvider, fakeDefinition, startFakeProvider } from './testing/fake-provider.ts';
import { connect, createProcess } from './testing/world.ts';

const me = { path: '/me' };

describe('the budget of a provider', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    await database.pool.query('truncate providers.budgets, providers.connections');
  });
  /** As another process has it. */
  const budget = (limits: readonly { requests: number; perS: number }[], patienceMs = 0) =>
    createBudget({ pool: database.pool, provider: 'pulse', title: 'Pulse', limits, patienceMs });

  it('is shared: however many processes ask, only so many requests are let through', async () => {
    const processes = Array.from({ length: 4 }, () => budget([{ requests: 10, perS: 3_600 }]));
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => processes[index % 4]!.take()),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ problem: 'rate_limited' });
    expect(refused.reason.retryAfterS).toBeGreaterThan(3_500);
    expect(refused.reason.retryAfterS).toBeLessThanOrEqual(3_601);
  });

  it('keeps every limit: a day does not let through what a minute does', async () => {
    const limits = [
      { requests: 3, perS: 86_400 },
      { requests: 100, perS: 60 },
    ];
    const results = await Promise.allSettled(Array.from({ length: 9 }, () => budget(limits).take()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('waits briefly for the next window', async () => {
    const patient = budget([{ requests: 2, perS: 1 }], 5_000);
    await Promise.all([patient.take(), patient.take(), patient.take(), patient.take()]);
    const { rows } = await database.pool.query<{ points: number }>(
      `select points from providers.budgets where key like 'pulse:2/1s:%'`,
    );
    expect(rows[0]!.points).toBeGreaterThanOrEqual(2);
  });

  it('rests for all when a provider wants it, and never less than it wanted', async () => {
    const limits = [{ requests: 1_000, perS: 60 }];
    await budget(limits).pause(600);
    await budget(limits).pause(5);
    const refused = await budget(limits)
      .take()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: 'rate_limited' });
    expect((refused as { retryAfterS: number }).retryAfterS).toBeGreaterThan(590);
  });

  describe('and its 429', () => {
    let fake: FakeProvider;
    afterEach(() => fake?.close());

    it.each([
      ['retry-after in seconds', { 'retry-after': '120' }, 120],
      ['the seconds until a reset, as WHOOP says', { 'x-ratelimit-reset': '40' }, 40],
      [
        'the time of a reset, as Oura says',
        { 'x-ratelimit-reset': `${Math.ceil(Date.now() / 1_000) + 900}` },
        900,
      ],
      ['nothing', {}, 60],
    ])('with %s pauses every process', async (_, headers, seconds) => {
      fake = await startFakeProvider();
      const one = createProcess(database.pool, fake, fakeDefinition(), { patienceMs: 0 });
      await connect(one, fake, 'ada', 'pulse-1');
      await connect(one, fake, 'eve', 'pulse-2');
      fake.answerWith((_request, response) => {
        response.writeHead(429, headers).end();
        return true;
      });
      const refused = await one.access
        .apiCalls(
          'pulse',
          'pulse-1',
        )(me)
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ problem: 'rate_limited', status: 429 });
      const asked = fake.apiRequests.length;
      const other = createProcess(database.pool, fake, fakeDefinition(), { patienceMs: 0 });
      const paused = (await other.access
        .apiCalls(
          'pulse',
          'pulse-2',
        )(me)
        .catch((error: unknown) => error)) as { problem: string; retryAfterS: number };
      expect(paused.problem).toBe('rate_limited');
      expect(paused.retryAfterS).toBeLessThanOrEqual(seconds + 2);
      expect(paused.retryAfterS).toBeGreaterThan(seconds - 30);
      expect(fake.apiRequests.length).toBe(asked);
    });
  });
});
